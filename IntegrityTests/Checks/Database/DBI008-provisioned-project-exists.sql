-- DBI008: provisioned projects exist
-- Severity: error.
-- Proves what the foreign key of `ProvisionedProject` to `Project` requires.
-- A finding means that an integration still refers to a project that is gone.
-- Decide: Where anything else is left of the project, whoever keeps the backups: bring the project back. Else tell the
-- integration's partner.
-- Look into it:
--   SELECT "projectId", "createdAt" FROM "ProvisionedProject" WHERE "projectId" = 'PROJECT';
SELECT v."projectId" AS project, 'project:' || v."projectId" AS subject, 'is provisioned, but does not exist' AS detail
FROM "ProvisionedProject" v
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = v."projectId")

-- Repair: remove from "ProvisionedProject".
-- The foreign key removes it together with its project (ON DELETE CASCADE). Only where nothing else is left of the project: no tenancy,
-- no user and no team, so that it was deleted rather than lost.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM {table} r
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = r."projectId")
    AND NOT EXISTS (SELECT FROM "Tenancy" t WHERE t."projectId" = r."projectId")
    AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."mirroredProjectId" = r."projectId")
    AND NOT EXISTS (SELECT FROM "Team" m WHERE m."mirroredProjectId" = r."projectId")
