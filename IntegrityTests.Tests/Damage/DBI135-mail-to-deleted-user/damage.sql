-- A mail was for a user who was deleted since.
-- Kind: reference
UPDATE "EmailOutbox" SET "to" = '{"type": "user-primary-email", "userId": "{nobody}"}' WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "deletedAt")
VALUES ('{new}', '{tenancy}', 'ProjectUser', '{"tenancyId": "{tenancy}", "projectUserId": "{nobody}"}', '2026-01-01');
