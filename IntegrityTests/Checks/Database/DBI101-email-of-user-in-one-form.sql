-- DBI101: a user has each e-mail address in one form
-- Severity: warning.
-- Proves that no user has two contact channels whose addresses are equal but for upper and lower case, white space,
-- invisible characters or the Unicode form of letters. The unique index compares the text. A user who has an address from
-- before the platform stored them in lower case can add it again, so this is a warning.
-- A finding means that one of two equal addresses may be verified or used for signing in, and the other not. Equal texts
-- are reported by DBI024.
-- Decide: The user or the project's owner: which form stays? Remove the other channel.
-- Look into it:
--   SELECT id, type, "isPrimary", "isVerified", "usedForAuth" FROM "ContactChannel" WHERE "projectUserId" = 'USER';
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
),
-- Of two different texts of one form, one at least is not that form.
odd AS MATERIALIZED (
    SELECT DISTINCT "tenancyId", "projectUserId", type, form FROM channel WHERE value <> form
)
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = c."tenancyId") AS project,
    'user:' || c."projectUserId" AS subject,
    'has the same contact channel of type ' || c.type || ' in ' || count(DISTINCT c.value) || ' forms' AS detail
FROM channel c
JOIN odd USING ("tenancyId", "projectUserId", type, form)
GROUP BY c."tenancyId", c."projectUserId", c.type, c.form
HAVING count(DISTINCT c.value) > 1
