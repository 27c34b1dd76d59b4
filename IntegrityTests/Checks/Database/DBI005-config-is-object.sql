-- DBI005: config overrides are JSON objects
-- Severity: error.
-- Proves that all layers of a config (`Project.projectConfigOverride`, `BranchConfigOverride.config`,
-- `EnvironmentConfigOverride.config`) are objects of dotted keys, or absent.
-- A finding means that the config cannot be rendered: the project is served with defaults, or not at all.
-- Decide: The project's owner: push the config again, or bring this layer back from a backup. Nothing in the row says
-- what it was.
-- Look into it:
--   SELECT jsonb_typeof("projectConfigOverride") FROM "Project" WHERE id = 'PROJECT';
--   SELECT "branchId", jsonb_typeof(config) FROM "EnvironmentConfigOverride" WHERE "projectId" = 'PROJECT';
SELECT o.project, 'config:' || o.layer AS subject, 'is a JSON ' || jsonb_typeof(o.config) || ' instead of an object' AS detail
FROM (
    SELECT id AS project, 'project' AS layer, "projectConfigOverride" AS config FROM "Project"
    UNION ALL SELECT "projectId", 'branch/' || "branchId", config FROM "BranchConfigOverride"
    UNION ALL SELECT "projectId", 'environment/' || "branchId", config FROM "EnvironmentConfigOverride"
) o
WHERE jsonb_typeof(o.config) <> 'object'
