-- An API key belongs to nobody.
INSERT INTO "ProjectApiKey" ("tenancyId", id, "secretApiKey", description, "isPublic", "updatedAt")
VALUES ('{tenancy}', '{new}', 'sk_' || left(md5('{new}') || md5('{low}'), 45) || replace('{new}', '-', '') || 'user1574ck4u7h00000000', '', false, now());
