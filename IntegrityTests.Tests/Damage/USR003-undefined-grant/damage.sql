-- Damage 3 of the script: a grant of an undefined permission.
INSERT INTO "ProjectUserDirectPermission" (id, "tenancyId", "projectUserId", "permissionId", "updatedAt")
VALUES ('{new}', '{tenancy}', '{user}', 'undefined', now());
