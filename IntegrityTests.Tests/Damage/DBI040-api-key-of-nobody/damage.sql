-- An API key belongs to nobody.
INSERT INTO "ProjectApiKey" ("tenancyId", id, "secretApiKey", description, "isPublic", "updatedAt")
VALUES ('{tenancy}', '{new}', '{new}', '', false, now());
