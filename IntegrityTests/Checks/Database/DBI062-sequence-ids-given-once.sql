-- DBI062: sequence ids are unique and of the sequence
-- Severity: error.
-- Proves that no two rows have the same `sequenceId`, in whichever of the thirteen tables they are (three at the
-- reference version), since all ids are of one sequence; the unique indexes require it only within a table. And that each
-- id is one that `global_seq_id` gives: it begins at 1 and counts by 11 (both are read from the sequence).
-- A finding means that an id was not given by the sequencer: the copy of the data for analytics lacks the row, or keeps an
-- old version of it. Setting `shouldUpdateSequenceId` gives the row an id of its own, and it is copied again.
-- Decide: Nobody where it is planned; run the platform's sequencer afterwards.
-- Look into it:
--   SELECT "projectUserId", "sequenceId", "shouldUpdateSequenceId" FROM "ProjectUser" WHERE "sequenceId" = 0;
WITH row AS NOT MATERIALIZED (
    -- A table without the column has its stand-in, so that one query fits all versions. Texts are made of what is broken only.
    SELECT r.* FROM (VALUES (NULL::bigint)) AS absent("sequenceId"), LATERAL (
        SELECT 'ProjectUser' AS "table", 'user:' AS kind, "projectUserId" AS id, NULL::uuid AS team, "tenancyId", NULL::text AS project,
            "sequenceId"
        FROM "ProjectUser"
        UNION ALL SELECT 'ContactChannel', 'contact-channel:', id, NULL, "tenancyId", NULL, "sequenceId" FROM "ContactChannel"
        UNION ALL SELECT 'Team', 'team:', "teamId", NULL, "tenancyId", NULL, "sequenceId" FROM "Team"
        UNION ALL SELECT 'TeamMember', 'user:', "projectUserId", "teamId", "tenancyId", NULL, "sequenceId" FROM "TeamMember"
        UNION ALL SELECT 'TeamMemberDirectPermission', 'grant:', id, NULL, "tenancyId", NULL, "sequenceId"
        FROM "TeamMemberDirectPermission"
        UNION ALL SELECT 'ProjectUserDirectPermission', 'grant:', id, NULL, "tenancyId", NULL, "sequenceId"
        FROM "ProjectUserDirectPermission"
        UNION ALL SELECT 'UserNotificationPreference', 'notification-preference:', id, NULL, "tenancyId", NULL, "sequenceId"
        FROM "UserNotificationPreference"
        UNION ALL SELECT 'ProjectUserRefreshToken', 'refresh-token:', id, NULL, "tenancyId", NULL, "sequenceId"
        FROM "ProjectUserRefreshToken"
        UNION ALL SELECT 'ProjectUserOAuthAccount', 'oauth-account:', id, NULL, "tenancyId", NULL, "sequenceId"
        FROM "ProjectUserOAuthAccount"
        UNION ALL SELECT 'EmailOutbox', 'mail:', id, NULL, "tenancyId", NULL, "sequenceId" FROM "EmailOutbox"
        UNION ALL SELECT 'SessionReplay', 'session-replay:', id, NULL, "tenancyId", NULL, "sequenceId" FROM "SessionReplay"
        UNION ALL SELECT 'VerificationCode', 'verification-code:', id, NULL, NULL, "projectId", "sequenceId" FROM "VerificationCode"
        UNION ALL SELECT 'DeletedRow', 'deleted-row:', id, NULL, "tenancyId", NULL, "sequenceId" FROM "DeletedRow"
    ) r
    WHERE r."sequenceId" IS NOT NULL
),
steps AS (
    SELECT coalesce(max(seqstart), 1) AS first, coalesce(max(seqincrement), 1) AS step
    FROM pg_sequence WHERE seqrelid = to_regclass('global_seq_id')
),
-- Ids are counted in blocks of 63 steps, a bit for each step: where more ids than bits are, some are there twice. A group for each id
-- would not fit into memory.
crowded AS MATERIALIZED (
    SELECT "sequenceId" / (63 * s.step) AS block
    FROM row, steps s
    GROUP BY 1
    HAVING count(*) > bit_count(bit_or(1::bigint << mod("sequenceId" / s.step, 63)::int)::bit(64))
),
broken AS MATERIALIZED (
    SELECT r."sequenceId", true AS "isTwice", false AS "isForeign"
    FROM row r, steps s
    WHERE r."sequenceId" / (63 * s.step) IN (SELECT block FROM crowded)
    GROUP BY 1
    HAVING count(*) > 1
    UNION ALL
    SELECT DISTINCT r."sequenceId", false, true
    FROM row r, steps s
    WHERE r."sequenceId" < s.first OR mod(r."sequenceId" - s.first, s.step) <> 0
),
described AS MATERIALIZED (
    SELECT b."sequenceId", b."isTwice", b."isForeign", coalesce(r.project, t."projectId") AS project, r.kind || r.id AS subject,
        r."table" || coalesce(' of team:' || r.team, '') AS place
    FROM broken b
    JOIN row r ON r."sequenceId" = b."sequenceId"
    LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
)
SELECT min(r.project) FILTER (WHERE r.number = 1) AS project,
    min(r.subject) FILTER (WHERE r.number = 1) AS subject,
    'has sequence id ' || r."sequenceId" || ' in ' || min(r.place) FILTER (WHERE r.number = 1) || ', and so have ' || count(*) - 1
        || ' more: ' || min(r.subject || ' in ' || r.place) FILTER (WHERE r.number = 2) AS detail
FROM (
    SELECT d.*, row_number() OVER (PARTITION BY d."sequenceId" ORDER BY d.subject, d.place) AS number FROM described d WHERE d."isTwice"
) r
GROUP BY r."sequenceId"
UNION ALL
SELECT d.project, d.subject,
    'has sequence id ' || d."sequenceId" || ' in ' || d.place || CASE
        WHEN d."sequenceId" < (SELECT first FROM steps) THEN ', but the ids begin at ' || (SELECT first FROM steps)
        ELSE (SELECT ', which is none of ' || first || ', ' || first + step || ', ' || first + 2 * step || ' and so on' FROM steps) END
FROM described d
WHERE d."isForeign"

-- Repair: change "ProjectUser", "ContactChannel", "Team", "TeamMember", "TeamMemberDirectPermission", "ProjectUserDirectPermission", "UserNotificationPreference", "ProjectUserRefreshToken", "ProjectUserOAuthAccount", "EmailOutbox", "SessionReplay", "VerificationCode", "DeletedRow".
-- A row without id that asks for one is what the platform itself stores when it makes a row: the sequencer gives each of them an id of
-- its own, and it is copied again.
SELECT f.subject, r.ctid AS place, r AS it, NULL::bigint AS "sequenceId", true AS "shouldUpdateSequenceId"
FROM (
{found}
) f
JOIN {table} r ON r."sequenceId" = substring(f.detail FROM 'has sequence id (-?[0-9]+)')::bigint
