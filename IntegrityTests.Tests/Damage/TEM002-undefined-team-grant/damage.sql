-- A member of a team is granted an undefined permission.
INSERT INTO "TeamMemberDirectPermission" (id, "tenancyId", "projectUserId", "teamId", "permissionId", "updatedAt")
VALUES ('{new}', '{tenancy}', '{member}', '{team}', 'undefined', now());
