-- DBI046: team permissions are granted to members
-- Severity: error.
-- Proves what the foreign key of `TeamMemberDirectPermission` to `TeamMember` requires.
-- A finding means that a user has a permission in a team to which it does not belong; it may still count where only
-- permissions are checked.
-- Look into it:
--   SELECT "permissionId", "createdAt" FROM "TeamMemberDirectPermission" WHERE "projectUserId" = 'USER' AND "teamId" = 'TEAM';
SELECT t."projectId" AS project, 'grant:' || g.id AS subject,
    'is of user:' || g."projectUserId" || ', who is not a member of team:' || g."teamId" AS detail
FROM "TeamMemberDirectPermission" g
LEFT JOIN "Tenancy" t ON t.id = g."tenancyId"
WHERE NOT EXISTS (
    SELECT FROM "TeamMember" m
    WHERE m."tenancyId" = g."tenancyId" AND m."projectUserId" = g."projectUserId" AND m."teamId" = g."teamId")
