-- A verification code is valid for ten years.
-- Kind: order of times
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "updatedAt", "expiresAt", "usedAt", data)
VALUES ('{project}', 'main', '{new}', 'ONE_TIME_PASSWORD', left(md5('{new}') || md5('{low}'), 45), '2026-06-30', '2026-06-30', '2036-06-30', NULL, '{}');
