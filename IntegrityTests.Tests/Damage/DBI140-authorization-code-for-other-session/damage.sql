-- An authorization code hands over the session of another user.
-- Kind: reference
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt", "lastActiveAt", "expiresAt")
VALUES ('{tenancy}', '{new}', '{neighbour}', left(md5('{new}') || md5('{low}'), 45), '2026-01-01', '2026-01-01', '2026-01-01', '2026-12-31');
INSERT INTO "ProjectUserAuthorizationCode" ("tenancyId", "projectUserId", "authorizationCode", "redirectUri", "expiresAt", "codeChallenge", "codeChallengeMethod", "newUser", "createdAt", "updatedAt", "grantedRefreshTokenId")
VALUES ('{tenancy}', '{user}', '{new}', 'https://example.com', '2026-06-30 12:05', '', '', false, '2026-06-30 11:59', '2026-06-30 11:59', '{new}');
