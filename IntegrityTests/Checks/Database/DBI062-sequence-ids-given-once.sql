-- DBI062: sequence ids are unique and of the sequence
-- Severity: error.
-- Proves that no two rows have the same `sequenceId`, in whichever of the thirteen tables they are (three at the
-- reference version), since all ids are of one sequence; the unique indexes require it only within a table. And that each
-- id is one that `global_seq_id` gives: it begins at 1 and counts by 11 (both are read from the sequence).
-- A finding means that an id was not given by the sequencer: the copy of the data for analytics lacks the row, or keeps an
-- old version of it. Setting `shouldUpdateSequenceId` gives the row an id of its own, and it is copied again.
-- Look into it:
--   SELECT "projectUserId", "sequenceId", "shouldUpdateSequenceId" FROM "ProjectUser" WHERE "sequenceId" = 0;
WITH row AS NOT MATERIALIZED (
    -- A table without the column has its stand-in, so that one query fits all versions.
    SELECT r.* FROM (VALUES (NULL::bigint)) AS absent("sequenceId"), LATERAL (
        SELECT 'ProjectUser' AS "table", "tenancyId", NULL::text AS project, 'user:' || "projectUserId" AS subject, "sequenceId" FROM "ProjectUser"
        UNION ALL SELECT 'ContactChannel', "tenancyId", NULL, 'contact-channel:' || id, "sequenceId" FROM "ContactChannel"
        UNION ALL SELECT 'Team', "tenancyId", NULL, 'team:' || "teamId", "sequenceId" FROM "Team"
        UNION ALL SELECT 'TeamMember of team:' || "teamId", "tenancyId", NULL, 'user:' || "projectUserId", "sequenceId" FROM "TeamMember"
        UNION ALL SELECT 'TeamMemberDirectPermission', "tenancyId", NULL, 'grant:' || id, "sequenceId" FROM "TeamMemberDirectPermission"
        UNION ALL SELECT 'ProjectUserDirectPermission', "tenancyId", NULL, 'grant:' || id, "sequenceId" FROM "ProjectUserDirectPermission"
        UNION ALL SELECT 'UserNotificationPreference', "tenancyId", NULL, 'notification-preference:' || id, "sequenceId"
            FROM "UserNotificationPreference"
        UNION ALL SELECT 'ProjectUserRefreshToken', "tenancyId", NULL, 'refresh-token:' || id, "sequenceId" FROM "ProjectUserRefreshToken"
        UNION ALL SELECT 'ProjectUserOAuthAccount', "tenancyId", NULL, 'oauth-account:' || id, "sequenceId" FROM "ProjectUserOAuthAccount"
        UNION ALL SELECT 'EmailOutbox', "tenancyId", NULL, 'mail:' || id, "sequenceId" FROM "EmailOutbox"
        UNION ALL SELECT 'SessionReplay', "tenancyId", NULL, 'session-replay:' || id, "sequenceId" FROM "SessionReplay"
        UNION ALL SELECT 'VerificationCode', NULL, "projectId", 'verification-code:' || id, "sequenceId" FROM "VerificationCode"
        UNION ALL SELECT 'DeletedRow', "tenancyId", NULL, 'deleted-row:' || id, "sequenceId" FROM "DeletedRow"
    ) r
    WHERE r."sequenceId" IS NOT NULL
),
twice AS (
    SELECT "sequenceId" FROM row GROUP BY 1 HAVING count(*) > 1
),
steps AS (
    SELECT coalesce(max(seqstart), 1) AS first, coalesce(max(seqincrement), 1) AS step FROM pg_sequence WHERE seqrelid = to_regclass('global_seq_id')
)
SELECT min(coalesce(r.project, t."projectId")) FILTER (WHERE r.number = 1) AS project,
    min(r.subject) FILTER (WHERE r.number = 1) AS subject,
    'has sequence id ' || r."sequenceId" || ' in ' || min(r."table") FILTER (WHERE r.number = 1) || ', and so have ' || count(*) - 1
        || ' more: ' || min(r.subject || ' in ' || r."table") FILTER (WHERE r.number = 2) AS detail
FROM (
    SELECT r.*, row_number() OVER (PARTITION BY r."sequenceId" ORDER BY r.subject, r."table") AS number
    FROM row r JOIN twice USING ("sequenceId")
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
GROUP BY r."sequenceId"
UNION ALL
SELECT coalesce(r.project, t."projectId"), r.subject,
    'has sequence id ' || r."sequenceId" || ' in ' || r."table" || CASE
        WHEN r."sequenceId" < s.first THEN ', but the ids begin at ' || s.first
        ELSE ', which is none of ' || s.first || ', ' || s.first + s.step || ', ' || s.first + 2 * s.step || ' and so on' END
FROM steps s
JOIN row r ON r."sequenceId" < s.first OR mod(r."sequenceId" - s.first, s.step) <> 0
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
