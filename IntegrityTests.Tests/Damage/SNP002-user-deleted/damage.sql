-- A user was deleted, with all that constraints delete then.
DELETE FROM "ProjectUser" WHERE "projectUserId" = '{poor}';
DELETE FROM "ProjectUserRefreshToken" WHERE "projectUserId" = '{poor}';
