-- DBI071: the sequence is ahead of all ids that were given
-- Severity: error.
-- Proves that no `sequenceId` is greater than the last value of `global_seq_id`. Per table, the row with the greatest such
-- id is reported, in every scope, because all projects share the sequence. Logical replication copies no sequences, so in
-- a database that is filled by it this is information. If the database user may not read the sequence, this rule is
-- skipped.
-- A finding means that the sequence was restored to an earlier point than its tables, or that an id was written by hand:
-- the sequencer fails at ids that are taken, and what gets a smaller id than was copied before never reaches the copy of
-- the data for analytics. Setting the sequence to the greatest id repairs it; rows that got an id meanwhile need
-- `shouldUpdateSequenceId` again.
-- Decide: The platform's operator: stop the sequencer, then ALTER SEQUENCE global_seq_id RESTART WITH the greatest id
-- and 11, and set `shouldUpdateSequenceId` of all rows that got an id meanwhile. It concerns all projects, and is no
-- repair of rows.
-- Look into it:
--   SELECT last_value, is_called FROM global_seq_id;
WITH last AS (
    SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END AS id FROM global_seq_id
)
SELECT DISTINCT ON (r."table") NULL::text AS project, r.subject,
    'has sequence id ' || r."sequenceId" || ' in ' || r."table" || ', but global_seq_id has come to ' || (SELECT id FROM last) || '; '
        || count(*) OVER (PARTITION BY r."table") || ' row(s) of this table are ahead of it' AS detail,
    CASE WHEN EXISTS (SELECT FROM pg_subscription_rel) THEN 'logical replication copies no sequences' END AS cause
-- A table without the column has its stand-in, so that one query fits all versions.
FROM (VALUES (NULL::bigint)) AS absent("sequenceId"), LATERAL (
    SELECT 'ProjectUser' AS "table", 'user:' || "projectUserId" AS subject, "sequenceId"
    FROM "ProjectUser" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'ContactChannel', 'contact-channel:' || id, "sequenceId" FROM "ContactChannel" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'Team', 'team:' || "teamId", "sequenceId" FROM "Team" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'TeamMember', 'user:' || "projectUserId", "sequenceId" FROM "TeamMember" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'TeamMemberDirectPermission', 'grant:' || id, "sequenceId"
    FROM "TeamMemberDirectPermission" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'ProjectUserDirectPermission', 'grant:' || id, "sequenceId"
    FROM "ProjectUserDirectPermission" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'UserNotificationPreference', 'notification-preference:' || id, "sequenceId"
    FROM "UserNotificationPreference" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'ProjectUserRefreshToken', 'refresh-token:' || id, "sequenceId"
    FROM "ProjectUserRefreshToken" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'ProjectUserOAuthAccount', 'oauth-account:' || id, "sequenceId"
    FROM "ProjectUserOAuthAccount" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'EmailOutbox', 'mail:' || id, "sequenceId" FROM "EmailOutbox" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'SessionReplay', 'session-replay:' || id, "sequenceId" FROM "SessionReplay" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'VerificationCode', 'verification-code:' || id, "sequenceId"
    FROM "VerificationCode" WHERE "sequenceId" > (SELECT id FROM last)
    UNION ALL SELECT 'DeletedRow', 'deleted-row:' || id, "sequenceId" FROM "DeletedRow" WHERE "sequenceId" > (SELECT id FROM last)
) r
ORDER BY r."table", r."sequenceId" DESC, r.subject
