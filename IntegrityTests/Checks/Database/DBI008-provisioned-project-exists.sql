-- DBI008: provisioned projects exist
-- Severity: error.
-- Proves what the foreign key of `ProvisionedProject` to `Project` requires.
-- A finding means that an integration still refers to a project that is gone.
-- Look into it:
--   SELECT "projectId", "createdAt" FROM "ProvisionedProject" WHERE "projectId" = 'PROJECT';
SELECT v."projectId" AS project, 'project:' || v."projectId" AS subject, 'is provisioned, but does not exist' AS detail
FROM "ProvisionedProject" v
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = v."projectId")
