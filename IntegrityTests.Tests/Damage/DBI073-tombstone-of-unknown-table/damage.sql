-- A deletion is recorded under a name that nobody reads.
-- Kind: sequence
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey")
VALUES ('{new}', '{tenancy}', 'projectuser', '{"tenancyId": "{tenancy}", "projectUserId": "{nobody}"}');
