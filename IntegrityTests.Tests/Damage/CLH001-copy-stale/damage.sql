UPDATE "ProjectUser" SET "displayName" = 'Renamed by hand' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
