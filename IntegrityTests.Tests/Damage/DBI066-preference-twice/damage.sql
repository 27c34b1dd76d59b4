-- A user has two preferences for the same notifications.
DROP INDEX IF EXISTS "UserNotificationPreference_tenancyId_projectUserId_notifica_key";
INSERT INTO "UserNotificationPreference" (id, "tenancyId", "projectUserId", "notificationCategoryId", enabled)
VALUES ('{low}', '{tenancy}', '{user}', '{new}', true), ('{new}', '{tenancy}', '{user}', '{new}', false);
