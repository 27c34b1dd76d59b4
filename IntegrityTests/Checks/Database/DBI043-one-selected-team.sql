-- DBI043: a user has at most one selected team
-- Severity: error.
-- Proves what the unique index on user and `isSelected` requires.
-- A finding means that the selected team of the user can change from answer to answer.
-- Decide: The user: select a team again. Until then `isSelected` can be taken from all but one by the platform's
-- operator.
-- Look into it:
--   SELECT "teamId", "isSelected" FROM "TeamMember" WHERE "projectUserId" = 'USER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = m."tenancyId") AS project,
    'user:' || m."projectUserId" AS subject, 'has ' || count(*) || ' selected teams' AS detail
FROM "TeamMember" m
WHERE m."isSelected" = 'TRUE'
GROUP BY m."tenancyId", m."projectUserId"
HAVING count(*) > 1
