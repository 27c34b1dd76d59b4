-- DBI048: projects, users, teams and auth methods exist only once
-- Severity: error.
-- Proves what the primary keys of `Project`, `ProjectUser`, `Team` and `AuthMethod` require.
-- A finding means that a row was restored twice: a change reaches only one of the two.
-- Look into it:
--   SELECT "createdAt", "updatedAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT p.id AS project, 'project:' || p.id AS subject, 'is there ' || count(*) || ' times' AS detail
FROM "Project" p GROUP BY p.id HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = u."tenancyId"), 'user:' || u."projectUserId", 'is there ' || count(*) || ' times'
FROM "ProjectUser" u
GROUP BY u."tenancyId", u."projectUserId" HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = m."tenancyId"), 'team:' || m."teamId", 'is there ' || count(*) || ' times'
FROM "Team" m
GROUP BY m."tenancyId", m."teamId" HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = a."tenancyId"), 'auth-method:' || a.id, 'is there ' || count(*) || ' times'
FROM "AuthMethod" a
GROUP BY a."tenancyId", a.id HAVING count(*) > 1
