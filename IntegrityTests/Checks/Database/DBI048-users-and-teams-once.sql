-- DBI048: projects, users, teams and auth methods exist only once
-- Severity: error.
-- Proves what the primary keys of `Project`, `ProjectUser`, `Team` and `AuthMethod` require.
-- A finding means that a row was restored twice: a change reaches only one of the two.
-- Decide: Where nothing is planned, the rows differ, or others refer to them: the platform's developers have to say
-- which one is right, and remove the other without its foreign keys.
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

-- Repair: remove twins from "ProjectUser", "Team", "AuthMethod".
-- The rows are equal in every column, so that nothing is lost with all but one. Rows that differ are left alone: somebody has to say
-- which is right.
SELECT {subject} AS subject, r.ctid AS place, r.it
FROM (
    SELECT d.*, d.ctid, d AS it, row_number() OVER (PARTITION BY to_jsonb(d) ORDER BY d.ctid) AS number
    FROM {table} d
) r
WHERE r.number > 1
