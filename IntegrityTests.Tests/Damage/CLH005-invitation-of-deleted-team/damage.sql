INSERT INTO "VerificationCode" (
    "projectId", "branchId", id, type, code, "expiresAt", data, method, "updatedAt", "sequenceId", "shouldUpdateSequenceId")
VALUES ('{project}', 'main', '{new}', 'TEAM_INVITATION', '{new}', '2026-06-08', '{"team_id": "{nobody}"}', '{"email": "a@example.com"}',
    '2026-06-01', {earlier}, false);
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "sequenceId", "shouldUpdateSequenceId", "deletedAt", "primaryKey")
VALUES ('{new}', '{tenancy}', 'VerificationCode_TEAM_INVITATION', {sequence}, false, '2026-06-01', '{"id": "{new}"}');
