-- A user was last active before it was created.
UPDATE "ProjectUser" SET "lastActiveAt" = "createdAt" - interval '1 day' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
