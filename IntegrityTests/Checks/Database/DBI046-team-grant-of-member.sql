-- DBI046: team permissions are granted to members
-- Severity: error.
-- Proves what the foreign key of `TeamMemberDirectPermission` to `TeamMember` requires.
-- A finding means that a user has a permission in a team to which it does not belong; it may still count where only
-- permissions are checked.
-- Decide: Where nothing is planned, the user is a member in another project. If the membership was lost, add it again
-- before you run the script.
-- Look into it:
--   SELECT "permissionId", "createdAt" FROM "TeamMemberDirectPermission" WHERE "projectUserId" = 'USER' AND "teamId" = 'TEAM';
WITH lost AS MATERIALIZED (
    SELECT g.id, g."tenancyId", g."projectUserId", g."teamId"
    FROM "TeamMemberDirectPermission" g
    WHERE NOT EXISTS (
        SELECT FROM "TeamMember" m
        WHERE m."tenancyId" = g."tenancyId" AND m."projectUserId" = g."projectUserId" AND m."teamId" = g."teamId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the memberships, and none where none is lost.
    SELECT m."projectUserId", m."teamId", min(t."projectId") AS project
    FROM "TeamMember" m
    LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
    WHERE EXISTS (SELECT FROM lost) AND (m."projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1, 2
)
SELECT t."projectId" AS project, 'grant:' || l.id AS subject,
    'is of user:' || l."projectUserId" || coalesce(', who is a member of team:' || l."teamId" || ' in project ' || x.project,
        ', who is not a member of team:' || l."teamId") AS detail
FROM lost l
LEFT JOIN elsewhere x ON x."projectUserId" = l."projectUserId" AND x."teamId" = l."teamId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"

-- Repair: remove from "TeamMemberDirectPermission".
-- The foreign key removes it together with the membership (ON DELETE CASCADE). Not where the user is a member of that team in another
-- project.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM "TeamMemberDirectPermission" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT EXISTS (SELECT FROM "TeamMember" o WHERE o."projectUserId" = r."projectUserId" AND o."teamId" = r."teamId")
