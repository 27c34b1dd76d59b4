-- DBI006: API key sets belong to projects that exist
-- Severity: error.
-- Proves what the foreign key of `ApiKeySet` to `Project` requires.
-- A finding means that keys of a lost project still exist; they would open a new project with the same id.
-- Look into it:
--   SELECT "projectId", id, description, "expiresAt" FROM "ApiKeySet" WHERE id = 'KEYS';
SELECT k."projectId" AS project, 'api-key-set:' || k.id AS subject,
    'belongs to project ' || k."projectId" || ', which does not exist' AS detail
FROM "ApiKeySet" k
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = k."projectId")
