UPDATE "ProjectUser" SET "displayName" = 'Renamed', "sequenceId" = {sequence}
WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
