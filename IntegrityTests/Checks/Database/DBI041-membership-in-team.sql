-- DBI041: memberships are in teams that exist
-- Severity: error.
-- Proves what the foreign key of `TeamMember` to `Team` requires.
-- A finding means that a user is a member of a team that is gone. If that team is the selected one, reading the user
-- and its list page answers 500.
-- Look into it:
--   SELECT "projectUserId", "isSelected", "createdAt" FROM "TeamMember" WHERE "teamId" = 'TEAM';
SELECT t."projectId" AS project, 'user:' || m."projectUserId" AS subject,
    'is a member of team:' || m."teamId" || ', which does not exist' || CASE WHEN m."isSelected" = 'TRUE' THEN ', and has it selected' ELSE '' END AS detail
FROM "TeamMember" m
LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE NOT EXISTS (SELECT FROM "Team" e WHERE e."tenancyId" = m."tenancyId" AND e."teamId" = m."teamId")
