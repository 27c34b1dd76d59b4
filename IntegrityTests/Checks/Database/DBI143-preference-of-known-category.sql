-- DBI143: notification preferences are about a category that exists
-- Severity: error.
-- Proves that the category of each `UserNotificationPreference` is one of the platform's two, which are in its code. Its calls take
-- no other.
-- A finding means that a user who unsubscribed gets the mails all the same.
-- Decide: The user: set the preference again. Until then no mail of that kind should be sent.
-- Look into it:
--   SELECT "projectUserId", "notificationCategoryId", enabled FROM "UserNotificationPreference" WHERE id = 'PREFERENCE';
SELECT t."projectId" AS project, 'notification-preference:' || n.id AS subject,
    'of user:' || n."projectUserId" || ' is about a category that does not exist' AS detail
FROM "UserNotificationPreference" n
LEFT JOIN "Tenancy" t ON t.id = n."tenancyId"
WHERE n."notificationCategoryId" NOT IN ('7bb82d33-2f54-4a3d-9d23-82739e0d66ef', '4f6f8873-3d04-46bd-8bef-18338b1a1b4c')
