-- Damage 5 of the script: profileImageUrl of one user is no URL.
UPDATE "ProjectUser" SET "profileImageUrl" = 'no url' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
