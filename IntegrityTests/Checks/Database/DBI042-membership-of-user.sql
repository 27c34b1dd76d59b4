-- DBI042: memberships are of users that exist
-- Severity: error.
-- Proves what the foreign key of `TeamMember` to `ProjectUser` requires.
-- A finding means that a team counts a member who is gone.
-- Decide: Where nothing is planned, the user is in another project or the tenancy is lost: see DBI146 and DBI003.
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

-- Repair: remove from "TeamMember".
-- The foreign key removes it together with its user (ON DELETE CASCADE), and the platform makes none without one. Not where its tenancy
-- is lost too, or where another project has a user with this id: then something else has to come back first.
SELECT 'team:' || r."teamId" AS subject, r.ctid AS place, r AS it
FROM "TeamMember" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" o WHERE o."projectUserId" = r."projectUserId")
