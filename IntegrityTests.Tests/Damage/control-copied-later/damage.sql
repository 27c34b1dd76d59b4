-- What is deleted, created again and changed in ways that the copy follows.
UPDATE "ProjectUser" SET "sequenceId" = nextval('global_seq_id'), "shouldUpdateSequenceId" = true
WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{neighbour}';
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", data, "sequenceId", "shouldUpdateSequenceId")
VALUES ('{low}', '{tenancy}', 'ProjectUser', '{"tenancyId": "{tenancy}", "projectUserId": "{neighbour}"}', NULL, nextval('global_seq_id'), false),
    -- The account's id at its provider was changed: the copy has it under another key.
    ('{new}', '{tenancy}', 'ProjectUserOAuthAccount', (
        SELECT jsonb_build_object('tenancyId', "tenancyId", 'id', id) FROM "ProjectUserOAuthAccount" WHERE "tenancyId" = '{tenancy}' LIMIT 1), (
        SELECT jsonb_build_object('projectUserId', "projectUserId", 'configOAuthProviderId', "configOAuthProviderId", 'providerAccountId', 'old')
        FROM "ProjectUserOAuthAccount" WHERE "tenancyId" = '{tenancy}' LIMIT 1), nextval('global_seq_id'), false),
    -- A member left and came back in another round.
    ('{nobody}', '{tenancy}', 'TeamMember', '{"tenancyId": "{tenancy}", "projectUserId": "{member}", "teamId": "{team}"}', NULL,
        nextval('global_seq_id'), false);
UPDATE "TeamMember" SET "sequenceId" = nextval('global_seq_id'), "shouldUpdateSequenceId" = false
WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{member}' AND "teamId" = '{team}';
-- The team of an invitation was deleted: its tombstone stays, and so does the invitation.
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "expiresAt", data, method, "updatedAt", "sequenceId", "shouldUpdateSequenceId")
VALUES ('{project}', 'main', '{new}', 'TEAM_INVITATION', left(md5('{new}') || md5('{low}'), 45), '2026-05-01', '2026-05-08', '{"team_id": "{nobody}"}', '{"email": "guest@example.com"}', '2026-05-01',
    nextval('global_seq_id'), false);
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "sequenceId", "shouldUpdateSequenceId")
VALUES (gen_random_uuid(), '{tenancy}', 'VerificationCode_TEAM_INVITATION', '{"id": "{new}"}', nextval('global_seq_id'), false);
-- Its tenancy waits to be copied.
INSERT INTO "OutgoingRequest" (id, "deduplicationKey", "qstashOptions")
VALUES ('{new}', 'sentinel-sync-key-{tenancy}', '{"body": {"tenancyId": "{tenancy}"}}');
