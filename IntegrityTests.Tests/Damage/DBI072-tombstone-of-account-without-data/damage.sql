-- The record of a deleted account lacks what makes its key in the copy.
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", data)
VALUES ('{new}', '{tenancy}', 'ProjectUserOAuthAccount', '{"tenancyId": "{tenancy}", "id": "{nobody}"}', '{"projectUserId": "{user}"}');
