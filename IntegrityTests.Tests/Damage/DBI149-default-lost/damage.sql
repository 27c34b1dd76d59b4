-- A table was made again from a copy without defaults.
-- Kind: guard rail
ALTER TABLE "DataVaultEntry" ALTER COLUMN "createdAt" DROP DEFAULT;
