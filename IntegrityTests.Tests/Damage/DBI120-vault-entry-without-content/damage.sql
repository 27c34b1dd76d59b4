-- An entry of the vault lost its content.
-- Kind: rule of the code
INSERT INTO "DataVaultEntry" ("tenancyId", id, "storeId", "hashedKey", encrypted, "createdAt", "updatedAt")
VALUES ('{tenancy}', '{new}', 'store', 'key', '{"edkBase64": "ZWRr"}', '2026-01-01', '2026-01-01');
