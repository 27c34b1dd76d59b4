-- A team permission is granted to somebody who is no member.
INSERT INTO "TeamMemberDirectPermission" (id, "tenancyId", "projectUserId", "teamId", "permissionId", "updatedAt")
VALUES ('{new}', '{tenancy}', '{user}', '{team}', 'billing', now());
