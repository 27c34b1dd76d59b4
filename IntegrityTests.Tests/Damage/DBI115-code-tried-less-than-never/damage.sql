-- A verification code was tried a negative number of times, so that it may be tried more often.
-- Kind: rule of the code
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "attemptCount", "createdAt", "updatedAt", "expiresAt", "usedAt", data)
VALUES ('{project}', 'main', '{new}', 'ONE_TIME_PASSWORD', left(md5('{new}') || md5('{low}'), 45), -100, '2026-06-30', '2026-06-30', '2026-07-07', NULL, '{}');
