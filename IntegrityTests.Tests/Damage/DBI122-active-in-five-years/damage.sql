-- A user was last active in five years.
UPDATE "ProjectUser" SET "lastActiveAt" = '2031-06-30', "updatedAt" = '2031-06-30' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
