-- Two sessions have the same refresh token.
DROP INDEX IF EXISTS "ProjectUserRefreshToken_refreshToken_key";
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', left(md5('{new}') || md5('{low}'), 45), now()), ('{tenancy}', '{new}', '{neighbour}', left(md5('{new}') || md5('{low}'), 45), now());
