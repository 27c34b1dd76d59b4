-- A team was deleted, which deletes the copy of its invitation and leaves the code.
INSERT INTO analytics_internal.team_invitations
    (project_id, branch_id, id, team_id, team_display_name, recipient_email, expires_at_millis, created_at, sync_sequence_id, sync_is_deleted)
VALUES ('{project}', 'main', '{new}', '00000000-0000-0000-0000-000000000000', '', '', 0, '2026-06-01', {sequence}, 1);
INSERT INTO analytics_internal._stack_sync_metadata VALUES ('{tenancy}', 'team_invitations', {sequence}, '2026-07-01');
