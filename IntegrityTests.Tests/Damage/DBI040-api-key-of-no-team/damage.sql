-- An API key is left behind by a team that was lost.
INSERT INTO "ProjectApiKey" ("tenancyId", id, "secretApiKey", "teamId", description, "isPublic", "updatedAt")
VALUES ('{tenancy}', '{new}', 'sk_' || left(md5('{new}') || md5('{low}'), 45) || replace('{new}', '-', '') || 'team1574ck4u7h00000000', '{nobody}', '', false, now());
