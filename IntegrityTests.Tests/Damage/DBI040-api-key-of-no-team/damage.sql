-- An API key is left behind by a team that was lost.
INSERT INTO "ProjectApiKey" ("tenancyId", id, "secretApiKey", "teamId", description, "isPublic", "updatedAt")
VALUES ('{tenancy}', '{new}', '{new}', '{nobody}', '', false, now());
