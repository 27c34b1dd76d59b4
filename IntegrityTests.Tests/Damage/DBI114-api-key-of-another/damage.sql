-- The API key of a user was made for another one.
-- Kind: rule of the code
INSERT INTO "ProjectApiKey" ("tenancyId", id, "secretApiKey", "projectUserId", description, "isPublic", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{new}', 'sk_' || left(md5('{new}') || md5('{low}'), 45) || replace('{low}', '-', '') || 'user1574ck4u7h00000000', '{user}', '', false, '2026-01-01', '2026-01-01');
