-- A verification code is of a branch that the project does not have.
-- Kind: reference
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "updatedAt", "expiresAt", "usedAt", data)
VALUES ('{project}', 'dev', '{new}', 'ONE_TIME_PASSWORD', left(md5('{new}') || md5('{low}'), 45), '2026-06-30', '2026-06-30', '2026-07-07', NULL, '{}');
