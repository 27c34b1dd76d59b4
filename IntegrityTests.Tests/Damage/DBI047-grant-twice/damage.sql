-- A permission is granted twice.
DROP INDEX IF EXISTS "ProjectUserDirectPermission_tenancyId_projectUserId_permiss_key";
INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
VALUES ('{low}', '{tenancy}', '{user}', 'reader', now()), ('{new}', '{tenancy}', '{user}', 'reader', now());
