-- A permission is granted to a user who does not exist.
INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
VALUES ('{new}', '{tenancy}', '{nobody}', 'reader', now());
