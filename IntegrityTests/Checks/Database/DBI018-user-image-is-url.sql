-- DBI018: profile images of users are URLs
-- Severity: error.
-- Proves that `ProjectUser.profileImageUrl` and `TeamMember.profileImageUrl` are null or a URL, which the backend
-- requires of its answers.
-- A finding means that reading the user, and every list page that contains the user, answers 500.
-- Look into it:
--   SELECT length("profileImageUrl") FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || i."projectUserId" AS subject,
    'has a profile image' || i.place || ' that is not a URL (' || length(i."profileImageUrl") || ' characters)' AS detail
FROM (
    SELECT "tenancyId", "projectUserId", '' AS place, "profileImageUrl" FROM "ProjectUser"
    UNION ALL SELECT "tenancyId", "projectUserId", ' in team:' || "teamId", "profileImageUrl" FROM "TeamMember"
) i
LEFT JOIN "Tenancy" t ON t.id = i."tenancyId"
WHERE i."profileImageUrl" !~ '^[A-Za-z][A-Za-z0-9+.-]*:\S+$'
