-- A verification code is in upper case.
-- Kind: rule of the code
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "updatedAt", "expiresAt", "usedAt", data)
VALUES ('{project}', 'main', '{new}', 'ONE_TIME_PASSWORD', upper(left(md5('{new}') || md5('{low}'), 45)), '2026-06-30', '2026-06-30', '2026-07-07', NULL, '{}');
