-- DBI009: the owner team of every project exists
-- Severity: warning.
-- Proves that `Project.ownerTeamId` is a team, as it is for all projects that the dashboard creates. No constraint
-- requires this, and deleting the owner team leaves its projects behind.
-- A finding means that nobody can open the project in the dashboard; its users are not affected.
-- Decide: The platform's operator: say which team of the dashboard gets the project, and write its id into
-- `ownerTeamId`.
-- Look into it:
--   SELECT id, "displayName", "ownerTeamId" FROM "Project" WHERE id = 'PROJECT';
SELECT p.id AS project, 'project:' || p.id AS subject, 'is owned by team:' || p."ownerTeamId" || ', which does not exist' AS detail
FROM "Project" p
WHERE p."ownerTeamId" IS NOT NULL AND NOT EXISTS (SELECT FROM "Team" t WHERE t."teamId" = p."ownerTeamId")
