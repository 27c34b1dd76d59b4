-- DBI100: e-mail addresses for signing in differ by more than their form
-- Severity: error.
-- Proves that no two users of a tenancy sign in with e-mail addresses that are equal but for upper and lower case, white
-- space, invisible characters or the Unicode form of letters. The unique index compares the text. The platform stores
-- addresses in lower case and without white space around them; it still has some from before it did, and one alone is legal.
-- A finding means that sign-in tries the address as it is typed, then in lower case: how somebody types it decides whose
-- account opens. Equal texts are reported by DBI023.
-- Decide: The project's owner: are these one person? The platform cannot merge users; change one of the addresses.
-- Look into it:
--   SELECT id, "isPrimary", "isVerified", "createdAt" FROM "ContactChannel" WHERE "projectUserId" = 'USER' AND "usedForAuth" = 'TRUE';
WITH channel AS NOT MATERIALIZED (
    SELECT "tenancyId", "projectUserId", type, value,
        -- Nearly all are plain: only the others take the costly way.
        lower(CASE
            WHEN value !~ '[^!-~]' THEN value
            ELSE regexp_replace(
                CASE WHEN getdatabaseencoding() = 'UTF8' THEN normalize(value, NFKC) ELSE value END,
                '[\s\u00ad\u200b-\u200d\u2060\ufeff]', '', 'g')
        END) AS form
    FROM "ContactChannel"
    WHERE "usedForAuth" = 'TRUE'
),
-- Of two different texts of one form, one at least is not that form.
odd AS MATERIALIZED (
    SELECT DISTINCT "tenancyId", type, form FROM channel WHERE value <> form
)
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = c."tenancyId") AS project,
    'user:' || min(c."projectUserId"::text) AS subject,
    'signs in with the same ' || c.type || ' as user:' || max(c."projectUserId"::text)
        || ' in another form: letter case, white space or Unicode (' || count(*) || ' channels)' AS detail
FROM channel c
JOIN odd USING ("tenancyId", type, form)
GROUP BY c."tenancyId", c.type, c.form
HAVING count(DISTINCT c.value) > 1 AND count(DISTINCT c."projectUserId") > 1
