-- DBI026: auth methods belong to users that exist
-- Severity: error.
-- Proves what the foreign key of `AuthMethod` to `ProjectUser` requires.
-- A finding means that a user who is gone left a way to sign in behind: using it gives an error.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "createdAt" FROM "AuthMethod" WHERE "id" = 'ID';
SELECT t."projectId" AS project, 'auth-method:' || r."id" AS subject, 'belongs to user:' || r."projectUserId" || ', who does not exist' AS detail
FROM "AuthMethod" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
