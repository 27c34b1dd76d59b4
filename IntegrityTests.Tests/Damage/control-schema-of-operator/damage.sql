-- An operator renamed a key, and added an index, a check and a table of their own.
ALTER INDEX "ProvisionedProject_pkey" RENAME TO "key_of_provisioned_projects";
CREATE INDEX "index_of_operator" ON "Team" ("displayName");
ALTER TABLE "Team" ADD CONSTRAINT "check_of_operator" CHECK (length("displayName") < 100000) NOT VALID;
CREATE TABLE "Backup" (id text);
