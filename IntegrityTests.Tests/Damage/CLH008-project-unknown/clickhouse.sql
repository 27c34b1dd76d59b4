-- A user lives in ClickHouse in a project that was lost.
INSERT INTO analytics_internal.users (project_id, branch_id, id, signed_up_at, client_metadata, client_read_only_metadata, server_metadata,
    sync_sequence_id, sync_is_deleted)
VALUES ('{new}', 'main', '{nobody}', '2026-06-01', '{}', '{}', '{}', {sequence}, 0);
