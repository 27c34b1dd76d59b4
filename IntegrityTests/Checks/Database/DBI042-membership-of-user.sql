-- DBI042: memberships are of users that exist
-- Severity: error.
-- Proves what the foreign key of `TeamMember` to `ProjectUser` requires.
-- A finding means that a team counts a member who is gone.
-- Look into it:
--   SELECT "teamId", "createdAt" FROM "TeamMember" WHERE "projectUserId" = 'USER';
WITH lost AS MATERIALIZED (
    SELECT r."tenancyId", r."teamId", r."projectUserId"
    FROM "TeamMember" r
    WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the users, and none where nobody is lost.
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE EXISTS (SELECT FROM lost) AND ("projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'team:' || l."teamId" AS subject,
    'has user:' || l."projectUserId" || ' as a member' || coalesce(', who is a user of project ' || x.project, ', who does not exist') AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."projectUserId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"
