-- A membership was deleted and made again at once, and the deletion was numbered after it.
INSERT INTO analytics_internal.team_member_profiles
    (project_id, branch_id, team_id, user_id, created_at, sync_sequence_id, sync_is_deleted)
VALUES ('{project}', 'main', '{team}', '{member}', '2026-06-01', {sequence}, 1);
INSERT INTO analytics_internal._stack_sync_metadata VALUES ('{tenancy}', 'team_member_profiles', {sequence}, '2026-07-01');
