-- DBI066: notification preferences belong to users that exist, one per category
-- Severity: error.
-- Proves what the foreign key of `UserNotificationPreference` to `ProjectUser` and its unique index on user and
-- category require.
-- A finding means that it is left to chance whether a user who unsubscribed gets mail.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "notificationCategoryId", enabled FROM "UserNotificationPreference" WHERE id = 'PREFERENCE';
SELECT t."projectId" AS project, 'notification-preference:' || n.id AS subject,
    'is of user:' || n."projectUserId" || ', who does not exist' AS detail
FROM "UserNotificationPreference" n
LEFT JOIN "Tenancy" t ON t.id = n."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = n."tenancyId" AND u."projectUserId" = n."projectUserId")
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = n."tenancyId"),
    'user:' || n."projectUserId", 'has ' || count(*) || ' preferences for category ' || n."notificationCategoryId"
FROM "UserNotificationPreference" n
GROUP BY n."tenancyId", n."projectUserId", n."notificationCategoryId"
HAVING count(*) > 1
