-- DBI032: OAuth accounts belong to users that exist
-- Severity: error.
-- Proves what the foreign key of `ProjectUserOAuthAccount` to `ProjectUser` requires.
-- A finding means that an account of a provider is still taken by a user who is gone: its owner can neither sign in nor
-- sign up.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "configOAuthProviderId" FROM "ProjectUserOAuthAccount" WHERE "id" = 'ID';
WITH lost AS MATERIALIZED (
    SELECT r.id, r."tenancyId", r."projectUserId"
    FROM "ProjectUserOAuthAccount" r
    WHERE r."projectUserId" IS NOT NULL AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the users, and none where nobody is lost.
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE EXISTS (SELECT FROM lost) AND ("projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'oauth-account:' || l.id AS subject,
    'belongs to user:' || l."projectUserId" || coalesce(', who is a user of project ' || x.project, ', who does not exist') AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."projectUserId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"
