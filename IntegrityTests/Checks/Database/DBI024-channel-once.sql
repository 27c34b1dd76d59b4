-- DBI024: a user has each contact channel once
-- Severity: error.
-- Proves what the primary key of `ContactChannel` and its unique index on user, type and value require.
-- A finding means that removing or verifying an e-mail address changes one of two equal channels, and the other stays
-- as it was.
-- Decide: Where nothing is planned, the user or the project's owner: the two channels differ in what is primary,
-- verified or signs in.
-- Look into it:
--   SELECT id, type, "isPrimary", "isVerified", "usedForAuth" FROM "ContactChannel" WHERE "projectUserId" = 'USER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = c."tenancyId") AS project,
    'user:' || c."projectUserId" AS subject,
    'has the same contact channel of type ' || c.type || ' ' || count(*) || ' times' AS detail
FROM "ContactChannel" c
GROUP BY c."tenancyId", c."projectUserId", c.type, c.value
HAVING count(*) > 1

-- Repair: remove from "ContactChannel".
-- Of two channels with the same value the one stays that is primary, signs in and is verified, or else the first. The other is removed
-- only if it is none of these where the first is not: no sign-in, no primary e-mail and no verification goes with it.
SELECT 'user:' || r."projectUserId" AS subject, r.ctid AS place, r.it
FROM (
    SELECT c.ctid, c AS it, c."projectUserId", c.id,
        c."isPrimary" IS NOT NULL AS "isPrimary", c."usedForAuth" IS NOT NULL AS "usedForAuth", c."isVerified",
        first_value(c.id) OVER best AS kept, first_value(c."isPrimary" IS NOT NULL) OVER best AS "keptPrimary",
        first_value(c."usedForAuth" IS NOT NULL) OVER best AS "keptForAuth", first_value(c."isVerified") OVER best AS "keptVerified"
    FROM "ContactChannel" c
    WINDOW best AS (PARTITION BY c."tenancyId", c."projectUserId", c.type, c.value ORDER BY
        (c."isPrimary" IS NOT NULL)::int + (c."usedForAuth" IS NOT NULL)::int + c."isVerified"::int DESC, c."createdAt", c.id)
) r
WHERE r.id <> r.kept
    AND r."isPrimary" <= r."keptPrimary" AND r."usedForAuth" <= r."keptForAuth" AND r."isVerified" <= r."keptVerified"
