-- A sign-in of the command line was completed and still has the session of an anonymous user.
-- Kind: rule of the code
INSERT INTO "CliAuthAttempt" ("tenancyId", id, "pollingCode", "loginCode", "refreshToken", "anonRefreshToken", "expiresAt", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{new}', left(md5('{new}p') || md5('{low}'), 45), left(md5('{new}l') || md5('{low}'), 45), 'one', 'two', '2026-06-30 14:00', '2026-06-30 12:00', '2026-06-30 12:00');
