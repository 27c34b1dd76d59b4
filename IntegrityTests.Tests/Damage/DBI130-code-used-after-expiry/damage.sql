-- A verification code was used a month after it had expired.
-- Kind: order of times
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "updatedAt", "expiresAt", "usedAt", data)
VALUES ('{project}', 'main', '{new}', 'ONE_TIME_PASSWORD', left(md5('{new}') || md5('{low}'), 45), '2026-04-01', '2026-04-01', '2026-04-08', '2026-05-08', '{}');
