-- A session is left behind by a user who was lost.
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
VALUES ('{tenancy}', '{new}', '{nobody}', left(md5('{new}') || md5('{low}'), 45), now());
