-- A password can be reset with a code of this project for a user of another one.
-- Kind: reference
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "updatedAt", "expiresAt", "usedAt", data)
VALUES ('{project}', 'main', '{new}', 'PASSWORD_RESET', left(md5('{new}') || md5('{low}'), 45), '2026-06-30', '2026-06-30', '2026-07-07', NULL, jsonb_build_object('user_id', (SELECT "projectUserId" FROM "ProjectUser" WHERE "mirroredProjectId" = '{other}' ORDER BY 1 LIMIT 1)));
