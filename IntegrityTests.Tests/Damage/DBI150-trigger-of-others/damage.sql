-- A trigger that somebody added for a tool is in the copy too.
-- Kind: guard rail
CREATE TRIGGER unchanged_rows BEFORE UPDATE ON "DataVaultEntry" FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
