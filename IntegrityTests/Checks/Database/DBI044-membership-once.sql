-- DBI044: a user is a member of a team only once
-- Severity: error.
-- Proves what the primary key of `TeamMember` requires.
-- A finding means that a member is listed twice, and stays in the team after being removed once.
-- Look into it:
--   SELECT "createdAt", "isSelected" FROM "TeamMember" WHERE "projectUserId" = 'USER' AND "teamId" = 'TEAM';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = m."tenancyId") AS project,
    'user:' || m."projectUserId" AS subject, 'is a member of team:' || m."teamId" || ' ' || count(*) || ' times' AS detail
FROM "TeamMember" m
GROUP BY m."tenancyId", m."projectUserId", m."teamId"
HAVING count(*) > 1
