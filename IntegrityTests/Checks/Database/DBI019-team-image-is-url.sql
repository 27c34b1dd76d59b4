-- DBI019: profile images of teams are URLs
-- Severity: error.
-- Proves that `Team.profileImageUrl` is null or what the backend requires of its answers: a URL as JavaScript parses it,
-- without spaces. Tabs and line breaks in it are legal, because they are left out when it is parsed.
-- A finding means that the project's list of teams answers 500.
-- Decide: The team or the project's owner: set another image, or none.
-- Look into it:
--   SELECT length("profileImageUrl") FROM "Team" WHERE "teamId" = 'TEAM';
SELECT t."projectId" AS project, 'team:' || m."teamId" AS subject,
    'has a profile image that is not a URL (' || length(m."profileImageUrl") || ' characters)' AS detail
FROM "Team" m
LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE translate(m."profileImageUrl", E'\t\n\r', '') !~* '^(?!(https?|wss?|ftp):[/\\]*([?#]|$))[a-z][a-z0-9+.-]*:[^ ]*$'
