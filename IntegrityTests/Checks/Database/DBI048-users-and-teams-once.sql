-- DBI048: projects, users, teams and auth methods are there once
-- Severity: error.
-- Proves what the primary keys of `Project`, `ProjectUser`, `Team` and `AuthMethod` demand.
-- A finding means that a row was restored twice: a change reaches one of the two.
-- Look into it:
--   SELECT "createdAt", "updatedAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT p.id AS project, 'project:' || p.id AS subject, 'is there ' || count(*) || ' times' AS detail
FROM "Project" p GROUP BY p.id HAVING count(*) > 1
UNION ALL
SELECT min(t."projectId"), 'user:' || u."projectUserId", 'is there ' || count(*) || ' times'
FROM "ProjectUser" u LEFT JOIN "Tenancy" t ON t.id = u."tenancyId"
GROUP BY u."tenancyId", u."projectUserId" HAVING count(*) > 1
UNION ALL
SELECT min(t."projectId"), 'team:' || m."teamId", 'is there ' || count(*) || ' times'
FROM "Team" m LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
GROUP BY m."tenancyId", m."teamId" HAVING count(*) > 1
UNION ALL
SELECT min(t."projectId"), 'auth-method:' || a.id, 'is there ' || count(*) || ' times'
FROM "AuthMethod" a LEFT JOIN "Tenancy" t ON t.id = a."tenancyId"
GROUP BY a."tenancyId", a.id HAVING count(*) > 1
