-- DBI002: every project has one default tenancy
-- Severity: error.
-- Proves that each project has exactly one tenancy on branch `main` without organization. It is created with the
-- project and never removed.
-- A finding means that nobody can sign in to the project: the API answers 400 to every call about it, or uses one of
-- two tenancies.
-- Decide: Whoever keeps the backups: without a tenancy, bring its row back under its old id, by which all users refer
-- to it. Of two, the platform's developers have to say which one users and teams are in, and move the rest.
-- Look into it:
--   SELECT * FROM "Tenancy" WHERE "projectId" = 'PROJECT';
SELECT p.id AS project, 'project:' || p.id AS subject,
    'has ' || coalesce(t.number, 0) || ' tenancies on branch main without organization instead of one' AS detail
FROM "Project" p
LEFT JOIN (
    SELECT "projectId", count(*) AS number FROM "Tenancy"
    WHERE "branchId" = 'main' AND "hasNoOrganization" = 'TRUE' GROUP BY "projectId"
) t ON t."projectId" = p.id
WHERE coalesce(t.number, 0) <> 1
