-- A session is left behind by a user who was lost.
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
VALUES ('{tenancy}', '{new}', '{nobody}', '{new}', now());
