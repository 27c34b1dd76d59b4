-- An authorization code is of a user who was lost.
-- Kind: reference
INSERT INTO "ProjectUserAuthorizationCode" ("tenancyId", "projectUserId", "authorizationCode", "redirectUri", "expiresAt", "codeChallenge", "codeChallengeMethod", "newUser", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{nobody}', '{new}', 'https://example.com', '2026-06-30 12:05', '', '', false, '2026-06-30 11:59', '2026-06-30 11:59');
