-- A session of the project is of a user of another one.
-- Kind: reference
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt", "lastActiveAt", "expiresAt")
VALUES ('{tenancy}', '{new}', (SELECT "projectUserId" FROM "ProjectUser" WHERE "mirroredProjectId" = '{other}' ORDER BY 1 LIMIT 1), left(md5('{new}') || md5('{low}'), 45), '2026-01-01', '2026-01-01', '2026-01-01', '2026-12-31');
