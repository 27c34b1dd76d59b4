-- The record of a deletion has no sequence id and waits for none.
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "shouldUpdateSequenceId")
VALUES ('{new}', '{tenancy}', 'ProjectUser', '{"tenancyId": "{tenancy}", "projectUserId": "{nobody}"}', false);
