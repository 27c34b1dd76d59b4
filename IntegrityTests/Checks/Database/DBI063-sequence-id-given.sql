-- DBI063: rows that wait for no new sequence id have one
-- Severity: warning.
-- Proves that a row without `sequenceId` is marked to get one (`shouldUpdateSequenceId`), in each of the tables that the
-- sequencer goes through: three at the reference version, twelve at the newer one, which never gives ids to session replays
-- and, of verification codes, only to team invitations. In a deployment that has not used sequence ids yet, all rows are
-- marked.
-- A finding means that a row, or the deletion of one, never reaches the copy of the data for analytics. Setting
-- `shouldUpdateSequenceId` repairs it.
-- Decide: Nobody where it is planned; run the platform's sequencer afterwards.
-- Look into it:
--   SELECT "sequenceId", "shouldUpdateSequenceId" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT coalesce(r.project, t."projectId") AS project, r.subject, 'has no sequence id in ' || r."table" || ' and waits for none' AS detail
-- A table without the columns has their stand-ins, so that one query fits all versions.
FROM (VALUES (NULL::bigint, true)) AS absent("sequenceId", "shouldUpdateSequenceId"), LATERAL (
    SELECT 'ProjectUser' AS "table", "tenancyId", NULL::text AS project, 'user:' || "projectUserId" AS subject
    FROM "ProjectUser" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'ContactChannel', "tenancyId", NULL, 'contact-channel:' || id
    FROM "ContactChannel" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'Team', "tenancyId", NULL, 'team:' || "teamId"
    FROM "Team" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'TeamMember of team:' || "teamId", "tenancyId", NULL, 'user:' || "projectUserId"
    FROM "TeamMember" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'TeamMemberDirectPermission', "tenancyId", NULL, 'grant:' || id
    FROM "TeamMemberDirectPermission" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'ProjectUserDirectPermission', "tenancyId", NULL, 'grant:' || id
    FROM "ProjectUserDirectPermission" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'UserNotificationPreference', "tenancyId", NULL, 'notification-preference:' || id
    FROM "UserNotificationPreference" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'ProjectUserRefreshToken', "tenancyId", NULL, 'refresh-token:' || id
    FROM "ProjectUserRefreshToken" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'ProjectUserOAuthAccount', "tenancyId", NULL, 'oauth-account:' || id
    FROM "ProjectUserOAuthAccount" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'EmailOutbox', "tenancyId", NULL, 'mail:' || id
    FROM "EmailOutbox" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'VerificationCode', NULL, "projectId", 'verification-code:' || id
    FROM "VerificationCode" WHERE type = 'TEAM_INVITATION' AND "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT 'DeletedRow', "tenancyId", NULL, 'deleted-row:' || id
    FROM "DeletedRow" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"

-- Repair: change "ProjectUser", "ContactChannel", "Team", "TeamMember", "TeamMemberDirectPermission", "ProjectUserDirectPermission", "UserNotificationPreference", "ProjectUserRefreshToken", "ProjectUserOAuthAccount", "EmailOutbox", "DeletedRow".
-- Each change of a row through the platform sets this flag, and nothing else comes of it: the sequencer gives the row an id, and the row
-- is copied.
SELECT {subject} AS subject, r.ctid AS place, r AS it, true AS "shouldUpdateSequenceId"
FROM {table} r
WHERE r."sequenceId" IS NULL AND NOT r."shouldUpdateSequenceId"

-- Repair: change "VerificationCode".
-- As above. Of these rows only team invitations are copied.
SELECT {subject} AS subject, r.ctid AS place, r AS it, true AS "shouldUpdateSequenceId"
FROM "VerificationCode" r
WHERE r.type = 'TEAM_INVITATION' AND r."sequenceId" IS NULL AND NOT r."shouldUpdateSequenceId"
