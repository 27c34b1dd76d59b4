-- DBI038: refresh tokens belong to users that exist
-- Severity: error.
-- Proves that each `ProjectUserRefreshToken` is of a user of its tenancy. No foreign key says so; deleting a user ends its
-- sessions.
-- A finding means that a session outlived its user: refreshing it fails, or it belongs to somebody else.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "createdAt", "expiresAt" FROM "ProjectUserRefreshToken" WHERE id = 'TOKEN';
SELECT t."projectId" AS project, 'refresh-token:' || r.id AS subject, 'belongs to user:' || r."projectUserId" || ', who does not exist' AS detail
FROM "ProjectUserRefreshToken" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
