-- DBI004: config overrides belong to projects that exist
-- Severity: error.
-- Proves what the foreign keys of `BranchConfigOverride` and `EnvironmentConfigOverride` to `Project` require.
-- A finding means that a project left settings behind, including secrets; a new project with the same id would use
-- them.
-- Decide: Where anything else is left of the project, whoever keeps the backups: bring the project back, and its
-- settings count again.
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

-- Repair: remove from "BranchConfigOverride", "EnvironmentConfigOverride".
-- The foreign key removes it together with its project (ON DELETE CASCADE). Only where nothing else is left of the project: no tenancy,
-- no user and no team, so that it was deleted rather than lost.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM {table} r
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = r."projectId")
    AND NOT EXISTS (SELECT FROM "Tenancy" t WHERE t."projectId" = r."projectId")
    AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."mirroredProjectId" = r."projectId")
    AND NOT EXISTS (SELECT FROM "Team" m WHERE m."mirroredProjectId" = r."projectId")
