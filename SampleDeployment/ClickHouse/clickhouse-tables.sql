-- What the platform's migrations make in ClickHouse: a copy of eleven tables with all versions of a key, and a view of what lives.
-- Each statement ends with a semicolon at the end of a line.

CREATE DATABASE analytics_internal;

CREATE TABLE analytics_internal._stack_sync_metadata (
    tenancy_id UUID,
    mapping_name String,
    last_synced_sequence_id Int64,
    updated_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(updated_at) ORDER BY (tenancy_id, mapping_name);

CREATE TABLE analytics_internal.events (
    event_type LowCardinality(String),
    event_at DateTime64(3, 'UTC'),
    data JSON,
    project_id String,
    branch_id String,
    user_id Nullable(String),
    team_id Nullable(String),
    refresh_token_id Nullable(String),
    session_replay_id Nullable(String),
    session_replay_segment_id Nullable(String),
    created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = MergeTree PARTITION BY toYYYYMM(event_at) ORDER BY (project_id, branch_id, event_at);

CREATE VIEW default.events SQL SECURITY DEFINER AS SELECT * FROM analytics_internal.events;

CREATE TABLE analytics_internal.users (
    project_id String,
    branch_id String,
    id UUID,
    display_name Nullable(String),
    profile_image_url Nullable(String),
    primary_email Nullable(String),
    primary_email_verified UInt8,
    signed_up_at DateTime64(3, 'UTC'),
    client_metadata String,
    client_read_only_metadata String,
    server_metadata String,
    is_anonymous UInt8,
    restricted_by_admin UInt8,
    restricted_by_admin_reason Nullable(String),
    restricted_by_admin_private_details Nullable(String),
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(signed_up_at) ORDER BY (project_id, branch_id, id);

CREATE VIEW default.users SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.users FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.contact_channels (
    project_id String,
    branch_id String,
    id UUID,
    user_id UUID,
    type LowCardinality(String),
    value String,
    is_primary UInt8,
    is_verified UInt8,
    used_for_auth UInt8,
    created_at DateTime64(3, 'UTC'),
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, id);

CREATE VIEW default.contact_channels SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.contact_channels FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.teams (
    project_id String,
    branch_id String,
    id UUID,
    display_name String,
    profile_image_url Nullable(String),
    created_at DateTime64(3, 'UTC'),
    client_metadata String,
    client_read_only_metadata String,
    server_metadata String,
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, id);

CREATE VIEW default.teams SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.teams FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.team_member_profiles (
    project_id String,
    branch_id String,
    team_id UUID,
    user_id UUID,
    display_name Nullable(String),
    profile_image_url Nullable(String),
    created_at DateTime64(3, 'UTC'),
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, team_id, user_id);

CREATE VIEW default.team_member_profiles SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.team_member_profiles FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.team_permissions (
    project_id String,
    branch_id String,
    team_id UUID,
    user_id UUID,
    id String,
    created_at DateTime64(3, 'UTC'),
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, team_id, user_id, id);

CREATE VIEW default.team_permissions SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.team_permissions FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.team_invitations (
    project_id String,
    branch_id String,
    id UUID,
    team_id UUID,
    team_display_name String,
    recipient_email String,
    expires_at_millis Int64,
    created_at DateTime64(3, 'UTC'),
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, id);

CREATE VIEW default.team_invitations SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.team_invitations FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.email_outboxes (
    project_id String,
    branch_id String,
    id UUID,
    status LowCardinality(String),
    simple_status LowCardinality(String),
    created_with LowCardinality(String),
    email_draft_id Nullable(String),
    email_programmatic_call_template_id Nullable(String),
    theme_id Nullable(String),
    is_high_priority UInt8,
    is_transactional Nullable(UInt8),
    subject Nullable(String),
    notification_category_id Nullable(String),
    started_rendering_at Nullable(DateTime64(3, 'UTC')),
    rendered_at Nullable(DateTime64(3, 'UTC')),
    render_error Nullable(String),
    scheduled_at DateTime64(3, 'UTC'),
    created_at DateTime64(3, 'UTC'),
    updated_at DateTime64(3, 'UTC'),
    started_sending_at Nullable(DateTime64(3, 'UTC')),
    server_error Nullable(String),
    delivered_at Nullable(DateTime64(3, 'UTC')),
    opened_at Nullable(DateTime64(3, 'UTC')),
    clicked_at Nullable(DateTime64(3, 'UTC')),
    unsubscribed_at Nullable(DateTime64(3, 'UTC')),
    marked_as_spam_at Nullable(DateTime64(3, 'UTC')),
    bounced_at Nullable(DateTime64(3, 'UTC')),
    delivery_delayed_at Nullable(DateTime64(3, 'UTC')),
    can_have_delivery_info Nullable(UInt8),
    skipped_reason LowCardinality(Nullable(String)),
    skipped_details Nullable(String),
    send_retries Int32,
    is_paused UInt8,
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, id);

CREATE VIEW default.email_outboxes SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.email_outboxes FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.project_permissions (
    project_id String,
    branch_id String,
    user_id UUID,
    id String,
    created_at DateTime64(3, 'UTC'),
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, user_id, id);

CREATE VIEW default.project_permissions SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.project_permissions FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.notification_preferences (
    project_id String,
    branch_id String,
    user_id UUID,
    notification_category_id String,
    enabled UInt8,
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) ORDER BY (project_id, branch_id, user_id, notification_category_id);

CREATE VIEW default.notification_preferences SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.notification_preferences FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.refresh_tokens (
    project_id String,
    branch_id String,
    id UUID,
    user_id UUID,
    created_at DateTime64(3, 'UTC'),
    last_used_at DateTime64(3, 'UTC'),
    is_impersonation UInt8,
    expires_at Nullable(DateTime64(3, 'UTC')),
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, id);

CREATE VIEW default.refresh_tokens SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.refresh_tokens FINAL WHERE sync_is_deleted = 0;

CREATE TABLE analytics_internal.connected_accounts (
    project_id String,
    branch_id String,
    user_id UUID,
    provider String,
    provider_account_id String,
    created_at DateTime64(3, 'UTC'),
    sync_sequence_id Int64,
    sync_is_deleted UInt8,
    sync_created_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(sync_sequence_id) PARTITION BY toYYYYMM(created_at) ORDER BY (project_id, branch_id, user_id, provider, provider_account_id);

CREATE VIEW default.connected_accounts SQL SECURITY DEFINER AS
SELECT * EXCEPT (sync_sequence_id, sync_is_deleted, sync_created_at) FROM analytics_internal.connected_accounts FINAL WHERE sync_is_deleted = 0;
