-- A user was last active in the year 9999.
UPDATE "ProjectUser" SET "lastActiveAt" = '9999-12-31' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
