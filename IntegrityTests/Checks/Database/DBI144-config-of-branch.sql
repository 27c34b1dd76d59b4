-- DBI144: config overrides are of branches that their project has
-- Severity: error.
-- Proves that each `BranchConfigOverride` and `EnvironmentConfigOverride` of an existing project is of a branch that has a tenancy.
-- A finding means that settings are kept where nobody reads them: the branch that they are meant for is served with defaults.
-- Decide: The project's owner: which branch were the settings meant for? Push them there.
-- Look into it:
--   SELECT "projectId", "branchId", "createdAt" FROM "EnvironmentConfigOverride" WHERE "projectId" = 'PROJECT';
SELECT o."projectId" AS project, 'config:' || o.layer || '/' || o."branchId" AS subject,
    'is of branch ' || o."branchId" || ', which has no tenancy' AS detail
FROM (
    SELECT 'branch' AS layer, "projectId", "branchId" FROM "BranchConfigOverride"
    UNION ALL SELECT 'environment', "projectId", "branchId" FROM "EnvironmentConfigOverride"
) o
-- DBI002 reports a project without the branch main, DBI004 one that does not exist.
WHERE o."branchId" <> 'main'
    AND EXISTS (SELECT FROM "Project" p WHERE p.id = o."projectId")
    AND NOT EXISTS (SELECT FROM "Tenancy" t WHERE t."projectId" = o."projectId" AND t."branchId" = o."branchId")
