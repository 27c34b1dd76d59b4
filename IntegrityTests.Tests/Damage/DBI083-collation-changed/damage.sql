-- The operating system was renewed under the database: text is sorted by other rules than when the indexes were built.
-- Kind: guard rail
UPDATE pg_database SET datcollversion = '1.of.before' WHERE datname = current_database();
