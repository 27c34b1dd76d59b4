-- DBI136: the owner team of every project is a team of the dashboard
-- Severity: error.
-- Proves that `Project.ownerTeamId`, if there is such a team, is a team of the project `internal`, whose users are those of the
-- dashboard. One that does not exist is reported by DBI009.
-- A finding means that nobody can open the project in the dashboard, or that the users of a customer own it.
-- Decide: The platform's operator: say which team of the dashboard gets the project.
-- Look into it:
--   SELECT id, "displayName", "ownerTeamId" FROM "Project" WHERE id = 'PROJECT';
SELECT p.id AS project, 'project:' || p.id AS subject,
    'is owned by team:' || p."ownerTeamId" || ', which is a team of project ' || min(m."mirroredProjectId") || ' instead of internal' AS detail
FROM "Project" p
JOIN "Team" m ON m."teamId" = p."ownerTeamId"
GROUP BY p.id, p."ownerTeamId"
HAVING NOT bool_or(m."mirroredProjectId" = 'internal')
