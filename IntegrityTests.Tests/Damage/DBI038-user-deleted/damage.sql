-- The session of a user who was deleted is left behind.
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
VALUES ('{tenancy}', '{new}', '{nobody}', left(md5('{new}') || md5('{low}'), 45), now());
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey")
VALUES ('{new}', '{tenancy}', 'ProjectUser', '{"tenancyId": "{tenancy}", "projectUserId": "{nobody}"}');
