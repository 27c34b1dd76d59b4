-- ClickHouse says that more was copied than its table has.
INSERT INTO analytics_internal._stack_sync_metadata VALUES ('{tenancy}', 'teams', {sequence}, '2026-07-01');
