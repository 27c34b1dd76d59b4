-- A key of the vault stands for two values.
DROP INDEX IF EXISTS "DataVaultEntry_tenancyId_storeId_hashedKey_key";
INSERT INTO "DataVaultEntry" ("tenancyId", id, "storeId", "hashedKey", encrypted, "updatedAt")
VALUES ('{tenancy}', '{low}', 'store', 'key', '{}', now()), ('{tenancy}', '{new}', 'store', 'key', '{}', now());
