-- DBI038: refresh tokens belong to users that exist
-- Severity: error.
-- Proves that each `ProjectUserRefreshToken` belongs to a user of its tenancy. No foreign key requires this, and
-- deleting a user can leave its tokens behind.
-- A finding means that a session still exists after its user: refreshing it fails, or it belongs to another user.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "createdAt", "expiresAt" FROM "ProjectUserRefreshToken" WHERE id = 'TOKEN';
SELECT t."projectId" AS project, 'refresh-token:' || r.id AS subject, 'belongs to user:' || r."projectUserId" || ', who does not exist' AS detail
FROM "ProjectUserRefreshToken" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
