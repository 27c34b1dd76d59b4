-- Two sessions have the same refresh token.
DROP INDEX IF EXISTS "ProjectUserRefreshToken_refreshToken_key";
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', '{new}', now()), ('{tenancy}', '{new}', '{neighbour}', '{new}', now());
