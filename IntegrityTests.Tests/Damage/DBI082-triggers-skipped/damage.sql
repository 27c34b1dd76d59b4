-- Every session of the database skips foreign keys, since somebody made it the default for an import.
-- Kind: guard rail
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', current_database()); END $$;
