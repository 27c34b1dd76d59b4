-- A policy hides rows of a table.
ALTER TABLE "ProvisionedProject" ENABLE ROW LEVEL SECURITY;
