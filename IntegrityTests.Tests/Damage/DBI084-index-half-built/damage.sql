-- The build of an index was interrupted.
-- Kind: guard rail
UPDATE pg_index SET indisvalid = false, indisready = false WHERE indexrelid = '"ProjectUser_signUpIp_recent_idx"'::regclass;
