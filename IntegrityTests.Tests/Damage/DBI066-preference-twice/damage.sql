-- A user has two preferences for the same notifications.
DROP INDEX IF EXISTS "UserNotificationPreference_tenancyId_projectUserId_notifica_key";
INSERT INTO "UserNotificationPreference" (id, "tenancyId", "projectUserId", "notificationCategoryId", enabled)
VALUES ('{low}', '{tenancy}', '{user}', '4f6f8873-3d04-46bd-8bef-18338b1a1b4c', true), ('{new}', '{tenancy}', '{user}', '4f6f8873-3d04-46bd-8bef-18338b1a1b4c', false);
