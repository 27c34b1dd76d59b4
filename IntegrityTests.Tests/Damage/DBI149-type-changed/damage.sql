-- A key of the vault was given a length, as another tool's import does.
-- Kind: guard rail
ALTER TABLE "DataVaultEntry" ALTER COLUMN "hashedKey" TYPE varchar(200);
