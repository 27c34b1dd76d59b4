-- An invitation is left behind by a team that was deleted.
-- Kind: reference
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "updatedAt", "expiresAt", "usedAt", data)
VALUES ('{project}', 'main', '{new}', 'TEAM_INVITATION', left(md5('{new}') || md5('{low}'), 45), '2026-06-30', '2026-06-30', '2026-07-07', NULL, '{"team_id": "{nobody}"}');
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "deletedAt")
VALUES ('{new}', '{tenancy}', 'Team', '{"tenancyId": "{tenancy}", "teamId": "{nobody}"}', '2026-06-30');
