-- A recording of a user names the session of another one.
-- Kind: reference
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt", "lastActiveAt", "expiresAt")
VALUES ('{tenancy}', '{low}', '{neighbour}', left(md5('{low}') || md5('{low}'), 45), '2026-01-01', '2026-01-01', '2026-01-01', '2026-12-31');
INSERT INTO "SessionReplay" (id, "tenancyId", "projectUserId", "refreshTokenId", "startedAt", "lastEventAt", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', '{user}', '{low}', '2026-01-01', '2026-01-01 00:02', '2026-01-01', '2026-01-01');
