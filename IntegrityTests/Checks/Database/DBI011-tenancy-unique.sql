-- DBI011: tenancies are unique
-- Severity: error.
-- Proves what the primary key of `Tenancy` and its unique index on project, branch and organization require.
-- A finding means that it is left to chance which of two tenancies a request reaches: users seem to come and go.
-- Decide: The platform's developers: find out which tenancy has the users and teams, and move or remove the other. Only
-- with backups of both.
-- Look into it:
--   SELECT * FROM "Tenancy" WHERE "projectId" = 'PROJECT';
SELECT min(t."projectId") AS project, 'tenancy:' || t.id AS subject, 'is there ' || count(*) || ' times' AS detail
FROM "Tenancy" t
GROUP BY t.id
HAVING count(*) > 1
UNION ALL
SELECT t."projectId", 'tenancy:' || min(t.id::text),
    'is one of ' || count(*) || ' for branch ' || t."branchId" || ' and organization ' || t."organizationId"
FROM "Tenancy" t
WHERE t."organizationId" IS NOT NULL
GROUP BY t."projectId", t."branchId", t."organizationId"
HAVING count(*) > 1
