-- DBI004: config overrides belong to projects that exist
-- Severity: error.
-- Proves what the foreign keys of `BranchConfigOverride` and `EnvironmentConfigOverride` to `Project` require.
-- A finding means that a project left settings behind, including secrets; a new project with the same id would use
-- them.
-- Look into it:
--   SELECT "projectId", "branchId", "createdAt" FROM "EnvironmentConfigOverride" WHERE "projectId" = 'PROJECT';
--   SELECT "projectId", "branchId", "createdAt" FROM "BranchConfigOverride" WHERE "projectId" = 'PROJECT';
SELECT o."projectId" AS project, 'config:' || o.layer || '/' || o."branchId" AS subject,
    'belongs to project ' || o."projectId" || ', which does not exist' AS detail
FROM (
    SELECT 'branch' AS layer, "projectId", "branchId" FROM "BranchConfigOverride"
    UNION ALL SELECT 'environment', "projectId", "branchId" FROM "EnvironmentConfigOverride"
) o
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = o."projectId")
