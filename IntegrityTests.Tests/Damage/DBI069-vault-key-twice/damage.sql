-- A key of the vault stands for two values.
DROP INDEX IF EXISTS "DataVaultEntry_tenancyId_storeId_hashedKey_key";
INSERT INTO "DataVaultEntry" ("tenancyId", id, "storeId", "hashedKey", encrypted, "updatedAt")
VALUES ('{tenancy}', '{low}', 'store', 'key', '{"edkBase64": "ZWRr", "ciphertextBase64": "dGV4dA"}', now()), ('{tenancy}', '{new}', 'store', 'key', '{"edkBase64": "ZWRr", "ciphertextBase64": "dGV4dA"}', now());
