-- A policy hides rows of a table.
-- Kind: guard rail
ALTER TABLE "ProvisionedProject" ENABLE ROW LEVEL SECURITY;
