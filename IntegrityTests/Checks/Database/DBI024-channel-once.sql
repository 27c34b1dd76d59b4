-- DBI024: a user has each contact channel once
-- Severity: error.
-- Proves what the primary key of `ContactChannel` and its unique index on user, type and value require.
-- A finding means that removing or verifying an e-mail address changes one of two equal channels, and the other stays
-- as it was.
-- Look into it:
--   SELECT id, type, "isPrimary", "isVerified", "usedForAuth" FROM "ContactChannel" WHERE "projectUserId" = 'USER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = c."tenancyId") AS project,
    'user:' || c."projectUserId" AS subject,
    'has the same contact channel of type ' || c.type || ' ' || count(*) || ' times' AS detail
FROM "ContactChannel" c
GROUP BY c."tenancyId", c."projectUserId", c.type, c.value
HAVING count(*) > 1
