-- A user names a project that was lost.
UPDATE "ProjectUser" SET "projectId" = '{nobody}' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
