-- An invitation names its team by the id in upper case, so that nobody finds it.
-- Kind: reference
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "updatedAt", "expiresAt", data, method)
VALUES ('{project}', 'main', '{new}', 'TEAM_INVITATION', left(md5('{new}') || md5('{low}'), 45), '2026-06-29', '2026-06-29', '2026-07-06',
    jsonb_build_object('team_id', upper('{team}')), '{"email": "guest@example.com"}');
