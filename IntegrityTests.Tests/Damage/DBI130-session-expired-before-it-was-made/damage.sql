-- A session expired before it was made.
-- Kind: order of times
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt", "lastActiveAt", "expiresAt")
VALUES ('{tenancy}', '{new}', '{user}', left(md5('{new}') || md5('{low}'), 45), '2026-01-01', '2026-01-01', '2026-01-01', '2025-06-01');
