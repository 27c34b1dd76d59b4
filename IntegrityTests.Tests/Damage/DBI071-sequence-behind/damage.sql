-- A sequence id is greater than any that the sequence has given.
-- Kind: sequence
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "sequenceId", "shouldUpdateSequenceId")
VALUES ('{new}', '{tenancy}', 'ProjectUser', '{"tenancyId": "{tenancy}", "projectUserId": "{nobody}"}', 11000000001, false);
