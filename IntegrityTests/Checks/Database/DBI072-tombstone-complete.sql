-- DBI072: tombstones name the row that was deleted
-- Severity: error.
-- Proves that the `primaryKey` of each `DeletedRow` has exactly the keys of its table, with values, ids in the place of
-- ids, and the tenancy of the tombstone; and that those of accounts and notification preferences have in `data` what makes
-- the key in the copy.
-- A finding means that a deletion is never copied: what was deleted stays in the copy of the data for analytics, or the
-- copying of the tenancy stops at this row each time. It has to be written again as the platform writes it.
-- Decide: Where nothing is planned, nobody knows any more what was deleted: the platform's operator compares the copy
-- (CLH003), and removes there what is gone.
-- Look into it:
--   SELECT "tableName", "tenancyId", "deletedAt" FROM "DeletedRow" WHERE id = 'ROW';
WITH known(name, keys, details) AS (VALUES
    ('ProjectUser', ARRAY['tenancyId', 'projectUserId'], ARRAY[]::text[]),
    ('ContactChannel', ARRAY['tenancyId', 'projectUserId', 'id'], ARRAY[]::text[]),
    ('Team', ARRAY['tenancyId', 'teamId'], ARRAY[]::text[]),
    ('TeamMember', ARRAY['tenancyId', 'projectUserId', 'teamId'], ARRAY[]::text[]),
    ('TeamMemberDirectPermission', ARRAY['tenancyId', 'projectUserId', 'teamId', 'permissionId'], ARRAY[]::text[]),
    ('ProjectUserDirectPermission', ARRAY['tenancyId', 'projectUserId', 'permissionId'], ARRAY[]::text[]),
    ('UserNotificationPreference', ARRAY['tenancyId', 'id'], ARRAY['projectUserId', 'notificationCategoryId']),
    ('VerificationCode_TEAM_INVITATION', ARRAY['id'], ARRAY[]::text[]),
    ('ProjectUserRefreshToken', ARRAY['tenancyId', 'id'], ARRAY[]::text[]),
    ('ProjectUserOAuthAccount', ARRAY['tenancyId', 'id'], ARRAY['projectUserId', 'configOAuthProviderId', 'providerAccountId'])
)
SELECT t."projectId" AS project, 'deleted-row:' || r.id AS subject, r.detail
FROM (
    SELECT d.id, d."tenancyId", 'is of ' || d."tableName" || ', but ' || CASE
        WHEN jsonb_typeof(d."primaryKey") <> 'object' THEN 'its primaryKey is no object'
        WHEN NOT d."primaryKey" ?& k.keys OR d."primaryKey" - k.keys <> '{}'
        THEN 'its primaryKey has other keys than ' || array_to_string(k.keys, ', ')
        WHEN jsonb_strip_nulls(d."primaryKey") <> d."primaryKey" THEN 'its primaryKey has a key without value'
        WHEN concat(d."primaryKey" ->> 'tenancyId', d."primaryKey" ->> 'projectUserId', d."primaryKey" ->> 'teamId', d."primaryKey" ->> 'id')
            !~ '^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})+$'
        THEN 'its primaryKey has an id that is no uuid'
        WHEN d."primaryKey" ->> 'tenancyId' <> d."tenancyId"::text THEN 'its primaryKey is of tenancy ' || (d."primaryKey" ->> 'tenancyId')
        WHEN cardinality(k.details) > 0 AND NOT coalesce(jsonb_typeof(d.data) = 'object' AND d.data ?& k.details, false)
        THEN 'its data has not all of ' || array_to_string(k.details, ', ')
        END AS detail
    FROM "DeletedRow" d
    JOIN known k ON k.name = d."tableName"
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r.detail IS NOT NULL

-- Repair: change "DeletedRow".
-- The platform writes the key of the deleted row and the whole row (`data`) in one statement. Where the row names this tenancy and has
-- all of its key, the key is made of it again; where it does not, nobody knows any more what was deleted.
SELECT {subject} AS subject, r.ctid AS place, r AS it, k.key AS "primaryKey"
FROM "DeletedRow" r
JOIN (VALUES
    ('ProjectUser', ARRAY['tenancyId', 'projectUserId']),
    ('ContactChannel', ARRAY['tenancyId', 'projectUserId', 'id']),
    ('Team', ARRAY['tenancyId', 'teamId']),
    ('TeamMember', ARRAY['tenancyId', 'projectUserId', 'teamId']),
    ('TeamMemberDirectPermission', ARRAY['tenancyId', 'projectUserId', 'teamId', 'permissionId']),
    ('ProjectUserDirectPermission', ARRAY['tenancyId', 'projectUserId', 'permissionId']),
    ('UserNotificationPreference', ARRAY['tenancyId', 'id']),
    ('ProjectUserRefreshToken', ARRAY['tenancyId', 'id']),
    ('ProjectUserOAuthAccount', ARRAY['tenancyId', 'id'])
) AS known(name, keys) ON known.name = r."tableName"
CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(e.key, e.value) AS key, count(*) AS number
    FROM jsonb_each_text(CASE WHEN jsonb_typeof(r.data) = 'object' THEN r.data ELSE '{}' END) e
    WHERE e.key = ANY(known.keys) AND (e.key = 'permissionId' AND e.value IS NOT NULL
        OR e.value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$')
) k
WHERE k.number = cardinality(known.keys) AND r.data ->> 'tenancyId' = r."tenancyId"::text AND r."primaryKey" IS DISTINCT FROM k.key
