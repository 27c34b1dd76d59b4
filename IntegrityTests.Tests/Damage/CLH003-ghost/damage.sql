DELETE FROM "TeamMemberDirectPermission"
WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}' AND "projectUserId" = '{member}' AND "permissionId" = 'billing';
