-- DBI073: tombstones are of tables that are copied
-- Severity: warning.
-- Proves that the `tableName` of each `DeletedRow` is one of the ten that the platform writes: two at the reference version
-- (`ProjectUser` and `ContactChannel`). A version that is newer than the suite may write others.
-- A finding means that nobody reads the tombstone: what was deleted stays in the copy of the data for analytics. It has to
-- be written again with the right name.
-- Decide: The platform's developers: which table was meant? A newer version may write tables that the suite does not
-- know.
-- Look into it:
--   SELECT "tableName", "tenancyId", "deletedAt" FROM "DeletedRow" WHERE id = 'ROW';
SELECT t."projectId" AS project, 'deleted-row:' || d.id AS subject, 'is of ' || d."tableName" || ', of which no deletion is copied' AS detail
FROM "DeletedRow" d
LEFT JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."tableName" NOT IN (
    'ProjectUser', 'ContactChannel', 'Team', 'TeamMember', 'TeamMemberDirectPermission', 'ProjectUserDirectPermission',
    'UserNotificationPreference', 'VerificationCode_TEAM_INVITATION', 'ProjectUserRefreshToken', 'ProjectUserOAuthAccount')
