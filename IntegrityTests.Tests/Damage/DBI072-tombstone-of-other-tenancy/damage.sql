-- The record of a deletion is of one tenancy, and what it names of another.
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey")
VALUES ('{new}', '{tenancy}', 'ProjectUser', '{"tenancyId": "{nobody}", "projectUserId": "{nobody}"}');
