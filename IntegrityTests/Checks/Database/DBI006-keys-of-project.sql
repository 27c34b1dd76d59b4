-- DBI006: API key sets belong to projects that exist
-- Severity: error.
-- Proves what the foreign key of `ApiKeySet` to `Project` requires.
-- A finding means that keys of a lost project still exist; they would open a new project with the same id.
-- Decide: Where anything else is left of the project, whoever keeps the backups: bring the project back. Until then,
-- the keys open nothing.
-- Look into it:
--   SELECT "projectId", id, description, "expiresAt" FROM "ApiKeySet" WHERE id = 'KEYS';
SELECT k."projectId" AS project, 'api-key-set:' || k.id AS subject,
    'belongs to project ' || k."projectId" || ', which does not exist' AS detail
FROM "ApiKeySet" k
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = k."projectId")

-- Repair: remove from "ApiKeySet".
-- The foreign key removes it together with its project (ON DELETE CASCADE). Only where nothing else is left of the project: no tenancy,
-- no user and no team, so that it was deleted rather than lost.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM {table} r
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = r."projectId")
    AND NOT EXISTS (SELECT FROM "Tenancy" t WHERE t."projectId" = r."projectId")
    AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."mirroredProjectId" = r."projectId")
    AND NOT EXISTS (SELECT FROM "Team" m WHERE m."mirroredProjectId" = r."projectId")
