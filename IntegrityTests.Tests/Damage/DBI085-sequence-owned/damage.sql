-- The sequence belongs to a table, and goes with it.
-- Kind: guard rail
ALTER SEQUENCE global_seq_id OWNED BY "ProjectUser"."sequenceId";
