-- A team lives in the copies of two projects.
INSERT INTO analytics_internal.teams (project_id, branch_id, id, display_name, created_at, client_metadata, client_read_only_metadata,
    server_metadata, sync_sequence_id, sync_is_deleted)
VALUES ('{project}', 'main', '{new}', 'Shared', '2026-06-01', '{}', '{}', '{}', {sequence}, 0),
    ('{other}', 'main', '{new}', 'Shared', '2026-06-01', '{}', '{}', '{}', 1, 0);
INSERT INTO analytics_internal._stack_sync_metadata VALUES ('{tenancy}', 'teams', {sequence}, '2026-07-01');
