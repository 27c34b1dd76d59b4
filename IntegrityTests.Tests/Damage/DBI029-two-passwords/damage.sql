-- A user has two passwords.
DROP INDEX IF EXISTS "PasswordAuthMethod_tenancyId_projectUserId_key";
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "updatedAt") VALUES ('{tenancy}', '{new}', '{user}', now());
INSERT INTO "PasswordAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "passwordHash", "updatedAt")
SELECT "tenancyId", '{new}', "projectUserId", "passwordHash", now() FROM "PasswordAuthMethod" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
