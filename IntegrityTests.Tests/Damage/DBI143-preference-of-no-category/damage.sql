-- A user unsubscribed from a category that does not exist.
INSERT INTO "UserNotificationPreference" (id, "tenancyId", "projectUserId", "notificationCategoryId", enabled)
VALUES ('{new}', '{tenancy}', '{user}', '{low}', false);
