-- A user lives, and the record of its deletion is newer.
-- Kind: sequence
UPDATE "ProjectUser" SET "sequenceId" = nextval('global_seq_id'), "shouldUpdateSequenceId" = false
WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "sequenceId", "shouldUpdateSequenceId")
VALUES ('{new}', '{tenancy}', 'ProjectUser', '{"tenancyId": "{tenancy}", "projectUserId": "{user}"}', nextval('global_seq_id'), false);
