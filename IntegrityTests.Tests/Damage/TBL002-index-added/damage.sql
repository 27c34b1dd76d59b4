-- Somebody added an index to a table of the platform.
CREATE INDEX "DataVaultEntry_of_nobody" ON "DataVaultEntry" ("createdAt");
