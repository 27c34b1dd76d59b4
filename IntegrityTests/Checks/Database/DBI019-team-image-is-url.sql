-- DBI019: profile images of teams are URLs
-- Severity: error.
-- Proves that `Team.profileImageUrl` is null or a URL, which the backend requires of its answers.
-- A finding means that the project's list of teams answers 500.
-- Look into it:
--   SELECT length("profileImageUrl") FROM "Team" WHERE "teamId" = 'TEAM';
SELECT t."projectId" AS project, 'team:' || m."teamId" AS subject,
    'has a profile image that is not a URL (' || length(m."profileImageUrl") || ' characters)' AS detail
FROM "Team" m
LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE m."profileImageUrl" !~ '^[A-Za-z][A-Za-z0-9+.-]*:\S+$'
