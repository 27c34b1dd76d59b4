-- The copy of a user was lost.
ALTER TABLE analytics_internal.users DELETE WHERE project_id = '{project}' AND id = '{user}' SETTINGS mutations_sync = 2;
