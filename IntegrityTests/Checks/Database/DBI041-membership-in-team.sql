-- DBI041: memberships are in teams that exist
-- Severity: error.
-- Proves what the foreign key of `TeamMember` to `Team` requires.
-- A finding means that a user is a member of a team that is gone. If that team is the selected one, reading the user
-- and its list page answers 500.
-- Decide: Where nothing is planned, the team is in another project or the tenancy is lost: see DBI146 and DBI003. A
-- team that was lost comes back from a backup.
-- Look into it:
--   SELECT "projectUserId", "isSelected", "createdAt" FROM "TeamMember" WHERE "teamId" = 'TEAM';
WITH lost AS MATERIALIZED (
    SELECT r."tenancyId", r."teamId", r."projectUserId", r."isSelected"
    FROM "TeamMember" r
    WHERE NOT EXISTS (SELECT FROM "Team" e WHERE e."tenancyId" = r."tenancyId" AND e."teamId" = r."teamId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the teams, and none where none is lost.
    SELECT "teamId" AS id, min("mirroredProjectId") AS project
    FROM "Team" WHERE EXISTS (SELECT FROM lost) AND ("teamId" IN (SELECT "teamId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'user:' || l."projectUserId" AS subject,
    'is a member of team:' || l."teamId" || coalesce(', which is a team of project ' || x.project, ', which does not exist')
        || CASE WHEN l."isSelected" = 'TRUE' THEN ', and has it selected' ELSE '' END AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."teamId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"

-- Repair: remove from "TeamMember".
-- The foreign key removes it together with its team (ON DELETE CASCADE), and the platform makes none without one. Not where its tenancy
-- is lost too, or where another project has a team with this id: then something else has to come back first.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM "TeamMember" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."teamId" IS NOT NULL AND NOT EXISTS (SELECT FROM "Team" o WHERE o."teamId" = r."teamId")
