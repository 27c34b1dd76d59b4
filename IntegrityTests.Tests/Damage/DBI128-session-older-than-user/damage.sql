-- A session was made before its user.
-- Kind: order of times
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt", "lastActiveAt", "expiresAt")
VALUES ('{tenancy}', '{new}', '{user}', left(md5('{new}') || md5('{low}'), 45), '2020-01-01', '2020-01-01', '2020-01-01', '2020-12-31');
