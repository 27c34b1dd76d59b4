-- A notification preference is left behind by a user who was lost.
INSERT INTO "UserNotificationPreference" (id, "tenancyId", "projectUserId", "notificationCategoryId", enabled)
VALUES ('{new}', '{tenancy}', '{nobody}', '4f6f8873-3d04-46bd-8bef-18338b1a1b4c', false);
