-- DBI001: every tenancy belongs to a project that exists
-- Severity: error.
-- Proves what the foreign key of `Tenancy` to `Project` requires; a restored or replicated database can break it.
-- A finding means that all users, teams and purchases of that tenancy belong to no project: no request can reach them.
-- Decide: Whether the project was lost or deleted is for whoever keeps the backups to say: bring the project back from
-- one, or have the platform delete what is left.
-- Look into it:
--   SELECT * FROM "Tenancy" WHERE id = 'TENANCY';
SELECT t."projectId" AS project, 'tenancy:' || t.id AS subject,
    'belongs to project ' || t."projectId" || ', which does not exist' AS detail
FROM "Tenancy" t
WHERE NOT EXISTS (SELECT FROM "Project" p WHERE p.id = t."projectId")
