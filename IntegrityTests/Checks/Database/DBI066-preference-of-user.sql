-- DBI066: notification preferences belong to users that exist, one per category
-- Severity: error.
-- Proves what the foreign key of `UserNotificationPreference` to `ProjectUser` and its unique index on user and
-- category require.
-- A finding means that it is left to chance whether a user who unsubscribed gets mail.
-- Decide: Of two preferences for one category, the user decides; until then the platform's operator should keep the one
-- that sends no mail.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "notificationCategoryId", enabled FROM "UserNotificationPreference" WHERE id = 'PREFERENCE';
WITH lost AS MATERIALIZED (
    SELECT r.id, r."tenancyId", r."projectUserId"
    FROM "UserNotificationPreference" r
    WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the users, and none where nobody is lost.
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE EXISTS (SELECT FROM lost) AND ("projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'notification-preference:' || l.id AS subject,
    'is of user:' || l."projectUserId" || coalesce(', who is a user of project ' || x.project, ', who does not exist') AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."projectUserId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = n."tenancyId"),
    'user:' || n."projectUserId", 'has ' || count(*) || ' preferences for category ' || n."notificationCategoryId"
FROM "UserNotificationPreference" n
GROUP BY n."tenancyId", n."projectUserId", n."notificationCategoryId"
HAVING count(*) > 1

-- Repair: remove from "UserNotificationPreference".
-- The foreign key removes it together with its user (ON DELETE CASCADE), and the platform makes none without one. Not where its tenancy
-- is lost too, or where another project has a user with this id: then something else has to come back first.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM "UserNotificationPreference" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."projectUserId" IS NOT NULL AND NOT EXISTS (SELECT FROM "ProjectUser" o WHERE o."projectUserId" = r."projectUserId")
