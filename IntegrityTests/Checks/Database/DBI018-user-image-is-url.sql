-- DBI018: profile images of users are URLs
-- Severity: error.
-- Proves that `ProjectUser.profileImageUrl` and `TeamMember.profileImageUrl` are null or what the backend requires of its
-- answers: a URL as JavaScript parses it, without spaces. Tabs and line breaks in it are legal, because they are left
-- out when it is parsed.
-- A finding means that reading the user, and every list page that contains the user, answers 500.
-- Decide: The user or the project's owner: set another image, or none.
-- Look into it:
--   SELECT length("profileImageUrl") FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || i."projectUserId" AS subject,
    'has a profile image' || i.place || ' that is not a URL (' || length(i."profileImageUrl") || ' characters)' AS detail
FROM (
    SELECT "tenancyId", "projectUserId", '' AS place, "profileImageUrl" FROM "ProjectUser"
    UNION ALL SELECT "tenancyId", "projectUserId", ' in team:' || "teamId", "profileImageUrl" FROM "TeamMember"
) i
LEFT JOIN "Tenancy" t ON t.id = i."tenancyId"
WHERE translate(i."profileImageUrl", E'\t\n\r', '') !~* '^(?!(https?|wss?|ftp):[/\\]*([?#]|$))[a-z][a-z0-9+.-]*:[^ ]*$'
