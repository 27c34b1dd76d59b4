-- The name of a user was changed in the database.
UPDATE "ProjectUser" SET "displayName" = 'Somebody else' WHERE "projectUserId" = '{user}';
