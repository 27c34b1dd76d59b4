-- A user unsubscribed from a category that does not exist.
-- Kind: reference
INSERT INTO "UserNotificationPreference" (id, "tenancyId", "projectUserId", "notificationCategoryId", enabled)
VALUES ('{new}', '{tenancy}', '{user}', '{low}', false);
