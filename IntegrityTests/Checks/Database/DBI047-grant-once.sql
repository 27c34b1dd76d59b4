-- DBI047: a permission is granted only once
-- Severity: error.
-- Proves what the unique indexes on user and permission, and on member and permission, require.
-- A finding means that a permission remains after it was revoked once.
-- Decide: Nobody where it is planned.
-- Look into it:
--   SELECT id, "permissionId", "createdAt" FROM "ProjectUserDirectPermission" WHERE "projectUserId" = 'USER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = g."tenancyId") AS project,
    'grant:' || min(g.id::text) AS subject,
    'gives ' || g."permissionId" || ' to user:' || g."projectUserId" || ' once more (' || count(*) || ' times)' AS detail
FROM "ProjectUserDirectPermission" g
GROUP BY g."tenancyId", g."projectUserId", g."permissionId"
HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = g."tenancyId"), 'grant:' || min(g.id::text),
    'gives ' || g."permissionId" || ' to user:' || g."projectUserId" || ' in team:' || g."teamId" || ' once more (' || count(*) || ' times)'
FROM "TeamMemberDirectPermission" g
GROUP BY g."tenancyId", g."projectUserId", g."teamId", g."permissionId"
HAVING count(*) > 1

-- Repair: remove from "ProjectUserDirectPermission".
-- A permission is granted or not: the rows say the same, and the first one stays.
SELECT 'grant:' || r.first AS subject, r.ctid AS place, r.it
FROM (
    SELECT g.ctid, g AS it, g.id, min(g.id::text) OVER same AS first, first_value(g.id) OVER (same ORDER BY g."createdAt", g.id) AS kept
    FROM "ProjectUserDirectPermission" g
    WINDOW same AS (PARTITION BY g."tenancyId", g."projectUserId", g."permissionId")
) r
WHERE r.id <> r.kept

-- Repair: remove from "TeamMemberDirectPermission".
-- As above, in a team.
SELECT 'grant:' || r.first AS subject, r.ctid AS place, r.it
FROM (
    SELECT g.ctid, g AS it, g.id, min(g.id::text) OVER same AS first, first_value(g.id) OVER (same ORDER BY g."createdAt", g.id) AS kept
    FROM "TeamMemberDirectPermission" g
    WINDOW same AS (PARTITION BY g."tenancyId", g."projectUserId", g."teamId", g."permissionId")
) r
WHERE r.id <> r.kept
