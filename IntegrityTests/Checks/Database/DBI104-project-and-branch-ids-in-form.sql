-- DBI104: ids of projects and branches are in the form in which the platform compares them
-- Severity: error.
-- Proves that the id of each project is `internal` or an id in lower case with hyphens, and that no branch is named as
-- `main` is but for upper and lower case and white space. Both columns are text.
-- A finding means that no request reaches the project or branch: the backend looks for the text of the request.
-- Decide: The platform's developers: the id is part of many keys, and has to be changed in all of them at once.
-- Look into it:
--   SELECT id, "displayName", "createdAt" FROM "Project" WHERE id = 'PROJECT';
SELECT p.id AS project, 'project:' || p.id AS subject, 'has an id that is neither internal nor an id in lower case' AS detail
FROM "Project" p
WHERE p.id <> 'internal' AND p.id !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
UNION ALL
SELECT b.project, b.subject, 'is of branch main in another form: letter case or white space'
FROM (
    SELECT "projectId" AS project, 'tenancy:' || id AS subject, "branchId" AS branch FROM "Tenancy"
    UNION ALL SELECT "projectId", 'config:branch', "branchId" FROM "BranchConfigOverride"
    UNION ALL SELECT "projectId", 'config:environment', "branchId" FROM "EnvironmentConfigOverride"
) b
WHERE b.branch <> 'main' AND lower(regexp_replace(b.branch, '\s', '', 'g')) = 'main'
