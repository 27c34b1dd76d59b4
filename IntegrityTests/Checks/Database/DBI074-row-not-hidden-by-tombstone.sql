-- DBI074: no tombstone hides a row that lives
-- Severity: error.
-- Proves that no `DeletedRow` has the key of a living row and a greater `sequenceId`, or is still to get one, which will be
-- greater. The key is that of the copy: an account is meant by user, provider and the provider's id, a preference by user
-- and category. The invitations of a deleted team are not meant, because the platform leaves them.
-- A finding means that the copy of the data for analytics takes the row for deleted: dashboards and exports lack it until
-- it changes the next time. The platform does this itself when something is deleted and created again before the sequencer
-- has come by, and when a deletion fails after its tombstone was written. Setting `shouldUpdateSequenceId` of the row, once
-- the tombstone has its id, repairs it.
-- Decide: Where nothing is planned, run the platform's sequencer first: the tombstone is still to get its id.
-- Look into it:
--   SELECT id, "primaryKey", "sequenceId", "deletedAt" FROM "DeletedRow" WHERE "tenancyId" = 'TENANCY' ORDER BY "sequenceId" DESC;
WITH tombstone AS (
    SELECT DISTINCT ON ("tenancyId", "tableName", key) "tenancyId", "tableName", key, id, "sequenceId"
    FROM (
        SELECT "tenancyId", "tableName", id, CASE WHEN "shouldUpdateSequenceId" THEN NULL ELSE "sequenceId" END AS "sequenceId",
            CASE "tableName"
                WHEN 'ProjectUser' THEN ARRAY["primaryKey" ->> 'projectUserId']
                WHEN 'Team' THEN ARRAY["primaryKey" ->> 'teamId']
                WHEN 'TeamMember' THEN ARRAY["primaryKey" ->> 'teamId', "primaryKey" ->> 'projectUserId']
                WHEN 'TeamMemberDirectPermission'
                THEN ARRAY["primaryKey" ->> 'teamId', "primaryKey" ->> 'projectUserId', "primaryKey" ->> 'permissionId']
                WHEN 'ProjectUserDirectPermission' THEN ARRAY["primaryKey" ->> 'projectUserId', "primaryKey" ->> 'permissionId']
                WHEN 'UserNotificationPreference' THEN ARRAY[data ->> 'projectUserId', data ->> 'notificationCategoryId']
                WHEN 'ProjectUserOAuthAccount'
                THEN ARRAY[data ->> 'projectUserId', data ->> 'configOAuthProviderId', data ->> 'providerAccountId']
                ELSE ARRAY["primaryKey" ->> 'id']
            END AS key
        FROM "DeletedRow"
        -- The other is marked for no id: DBI063.
        WHERE "shouldUpdateSequenceId" OR "sequenceId" IS NOT NULL
    ) d
    ORDER BY "tenancyId", "tableName", key, "sequenceId" DESC NULLS FIRST
),
row AS NOT MATERIALIZED (
    -- A table without the columns has their stand-ins, so that one query fits all versions.
    SELECT r.*, CASE "table" WHEN 'TeamMember' THEN "table" || ' of team:' || key[1] ELSE "table" END AS place
    FROM (VALUES (NULL::bigint, true)) AS absent("sequenceId", "shouldUpdateSequenceId"), LATERAL (
        SELECT 'ProjectUser' AS "table", "tenancyId", 'user:' || "projectUserId" AS subject, ARRAY["projectUserId"::text] AS key,
            "sequenceId", "shouldUpdateSequenceId"
        FROM "ProjectUser"
        UNION ALL SELECT 'ContactChannel', "tenancyId", 'contact-channel:' || id, ARRAY[id::text], "sequenceId", "shouldUpdateSequenceId"
        FROM "ContactChannel"
        UNION ALL SELECT 'Team', "tenancyId", 'team:' || "teamId", ARRAY["teamId"::text], "sequenceId", "shouldUpdateSequenceId"
        FROM "Team"
        UNION ALL SELECT 'TeamMember', "tenancyId", 'user:' || "projectUserId", ARRAY["teamId"::text, "projectUserId"::text],
            "sequenceId", "shouldUpdateSequenceId"
        FROM "TeamMember"
        UNION ALL SELECT 'TeamMemberDirectPermission', "tenancyId", 'grant:' || id,
            ARRAY["teamId"::text, "projectUserId"::text, "permissionId"], "sequenceId", "shouldUpdateSequenceId"
        FROM "TeamMemberDirectPermission"
        UNION ALL SELECT 'ProjectUserDirectPermission', "tenancyId", 'grant:' || id, ARRAY["projectUserId"::text, "permissionId"],
            "sequenceId", "shouldUpdateSequenceId"
        FROM "ProjectUserDirectPermission"
        UNION ALL SELECT 'UserNotificationPreference', "tenancyId", 'notification-preference:' || id,
            ARRAY["projectUserId"::text, "notificationCategoryId"::text], "sequenceId", "shouldUpdateSequenceId"
        FROM "UserNotificationPreference"
        UNION ALL SELECT 'ProjectUserRefreshToken', "tenancyId", 'refresh-token:' || id, ARRAY[id::text], "sequenceId", "shouldUpdateSequenceId"
        FROM "ProjectUserRefreshToken"
        UNION ALL SELECT 'ProjectUserOAuthAccount', "tenancyId", 'oauth-account:' || id,
            ARRAY["projectUserId"::text, "configOAuthProviderId", "providerAccountId"], "sequenceId", "shouldUpdateSequenceId"
        FROM "ProjectUserOAuthAccount" WHERE "projectUserId" IS NOT NULL
        UNION ALL SELECT 'VerificationCode_TEAM_INVITATION', t.id, 'verification-code:' || v.id, ARRAY[v.id::text],
            v."sequenceId", v."shouldUpdateSequenceId"
        FROM (
            SELECT id, "projectId", "branchId", data, "sequenceId", "shouldUpdateSequenceId"
            FROM "VerificationCode" WHERE type = 'TEAM_INVITATION'
        ) v
        JOIN "Tenancy" t ON t."projectId" = v."projectId" AND t."branchId" = v."branchId" AND t."hasNoOrganization" = 'TRUE'
        JOIN "Team" e ON e."tenancyId" = t.id AND e."teamId"::text = v.data ->> 'team_id'
    ) r
)
SELECT t."projectId" AS project, r.subject,
    CASE WHEN d."sequenceId" IS NULL
        THEN 'will be hidden in ' || r.place || ' by the tombstone ' || d.id || ', which is still to get its sequence id'
        ELSE 'is hidden in ' || r.place || ' (sequence id ' || r."sequenceId" || ') by the tombstone ' || d.id || ' (sequence id '
            || d."sequenceId" || ')' END
        || ': deleted and created again before the sequencer came by, or the deletion failed' AS detail
FROM row r
JOIN tombstone d ON d."tableName" = r."table" AND d."tenancyId" = r."tenancyId" AND d.key = r.key
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE d."sequenceId" IS NULL OR (d."sequenceId" > r."sequenceId" AND NOT r."shouldUpdateSequenceId")

-- Repair: change "ProjectUser", "ContactChannel", "Team", "TeamMember", "TeamMemberDirectPermission", "ProjectUserDirectPermission", "UserNotificationPreference", "ProjectUserRefreshToken", "ProjectUserOAuthAccount".
-- Each change of a row through the platform sets this flag: the row gets an id after that of the tombstone, and the copy takes it for
-- living again. Not while the tombstone itself still waits for its id.
SELECT f.subject, r.ctid AS place, r AS it, true AS "shouldUpdateSequenceId"
FROM (
{found}
) f
JOIN {table} r ON {subject} = f.subject
    AND f.detail LIKE 'is hidden in {name}' || coalesce(CASE WHEN '{name}' = 'TeamMember' THEN ' of team:' || (to_jsonb(r) ->> 'teamId') END, '') || ' (%'
WHERE NOT r."shouldUpdateSequenceId"
