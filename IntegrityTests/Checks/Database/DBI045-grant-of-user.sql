-- DBI045: project permissions are granted to users that exist
-- Severity: error.
-- Proves what the foreign key of `ProjectUserDirectPermission` to `ProjectUser` requires.
-- A finding means that a user who is gone left a permission behind.
-- Look into it:
--   SELECT "permissionId", "createdAt" FROM "ProjectUserDirectPermission" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'grant:' || g.id AS subject, 'is of user:' || g."projectUserId" || ', who does not exist' AS detail
FROM "ProjectUserDirectPermission" g
LEFT JOIN "Tenancy" t ON t.id = g."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = g."tenancyId" AND u."projectUserId" = g."projectUserId")
