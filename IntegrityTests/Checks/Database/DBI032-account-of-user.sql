-- DBI032: OAuth accounts belong to users that exist
-- Severity: error.
-- Proves what the foreign key of `ProjectUserOAuthAccount` to `ProjectUser` requires.
-- A finding means that an account of a provider is still taken by a user who is gone: its owner can neither sign in nor
-- sign up.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "configOAuthProviderId" FROM "ProjectUserOAuthAccount" WHERE "id" = 'ID';
SELECT t."projectId" AS project, 'oauth-account:' || r."id" AS subject,
    'belongs to user:' || r."projectUserId" || ', who does not exist' AS detail
FROM "ProjectUserOAuthAccount" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."projectUserId" IS NOT NULL AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
