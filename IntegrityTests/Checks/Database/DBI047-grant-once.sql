-- DBI047: a permission is granted only once
-- Severity: error.
-- Proves what the unique indexes on user and permission, and on member and permission, require.
-- A finding means that a permission remains after it was revoked once.
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
