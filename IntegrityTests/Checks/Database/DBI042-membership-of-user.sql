-- DBI042: memberships are of users that exist
-- Severity: error.
-- Proves what the foreign key of `TeamMember` to `ProjectUser` requires.
-- A finding means that a team counts a member who is gone.
-- Look into it:
--   SELECT "teamId", "createdAt" FROM "TeamMember" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'team:' || m."teamId" AS subject,
    'has user:' || m."projectUserId" || ' as a member, who does not exist' AS detail
FROM "TeamMember" m
LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = m."tenancyId" AND u."projectUserId" = m."projectUserId")
