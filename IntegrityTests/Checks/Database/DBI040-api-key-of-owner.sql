-- DBI040: API keys belong to one user or one team that exists
-- Severity: error.
-- Proves what the foreign keys of `ProjectApiKey` to `ProjectUser` and `Team` require, and that exactly one of the two
-- is set.
-- A finding means that a key acts for a user or team that is gone, or for nobody.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "teamId", "createdAt", "manuallyRevokedAt" FROM "ProjectApiKey" WHERE id = 'KEY';
SELECT t."projectId" AS project, 'api-key:' || k.id AS subject, 'belongs to user:' || k."projectUserId" || ', who does not exist' AS detail
FROM "ProjectApiKey" k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE k."projectUserId" IS NOT NULL
    AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = k."tenancyId" AND u."projectUserId" = k."projectUserId")
UNION ALL
SELECT t."projectId", 'api-key:' || k.id, 'belongs to team:' || k."teamId" || ', which does not exist'
FROM "ProjectApiKey" k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE k."teamId" IS NOT NULL AND NOT EXISTS (SELECT FROM "Team" m WHERE m."tenancyId" = k."tenancyId" AND m."teamId" = k."teamId")
UNION ALL
SELECT t."projectId", 'api-key:' || k.id, CASE WHEN k."teamId" IS NULL THEN 'belongs to nobody' ELSE 'belongs to a user and a team' END
FROM "ProjectApiKey" k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE (k."projectUserId" IS NULL) = (k."teamId" IS NULL)
