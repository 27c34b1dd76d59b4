-- The record of a deletion does not say what was deleted.
-- Kind: sequence
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey") VALUES ('{new}', '{tenancy}', 'ContactChannel', '{"tenancyId": "{tenancy}"}');
