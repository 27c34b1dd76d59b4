-- A unique index lacks a row of its table, as after a crash of the disk or another order of text.
-- Kind: guard rail
CREATE EXTENSION IF NOT EXISTS amcheck;
UPDATE pg_index SET indisready = false, indisvalid = false WHERE indexrelid = '"DataVaultEntry_pkey"'::regclass;
INSERT INTO "DataVaultEntry" (id, "tenancyId", "storeId", "hashedKey", encrypted, "updatedAt")
VALUES ('{new}', '{tenancy}', 'store', '{new}', '{}', now());
UPDATE pg_index SET indisready = true, indisvalid = true WHERE indexrelid = '"DataVaultEntry_pkey"'::regclass;
