-- A user was last active before it was created.
-- Kind: order of times
UPDATE "ProjectUser" SET "lastActiveAt" = "createdAt" - interval '1 day' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
