-- What the platform's sync reads of PostgreSQL for each table in ClickHouse, as it is written there: what lives, then what was deleted.
-- A line with two dashes and a name begins a table; json is printed as JavaScript prints it, on the way.

-- users
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    u."projectUserId" AS id, u."displayName" AS display_name, u."profileImageUrl" AS profile_image_url,
    c.value AS primary_email, coalesce(c."isVerified", false) AS primary_email_verified,
    coalesce(u."signedUpAt", u."createdAt") AS signed_up_at,
    coalesce(u."clientMetadata", '{}') AS client_metadata,
    coalesce(u."clientReadOnlyMetadata", '{}') AS client_read_only_metadata,
    coalesce(u."serverMetadata", '{}') AS server_metadata,
    u."isAnonymous" AS is_anonymous, u."restrictedByAdmin" AS restricted_by_admin,
    u."restrictedByAdminReason" AS restricted_by_admin_reason,
    u."restrictedByAdminPrivateDetails" AS restricted_by_admin_private_details,
    u."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "ProjectUser" u JOIN "Tenancy" t ON t.id = u."tenancyId"
LEFT JOIN "ContactChannel" c ON c."tenancyId" = u."tenancyId" AND c."projectUserId" = u."projectUserId"
    AND c.type = 'EMAIL' AND c."isPrimary" = 'TRUE'
WHERE u."sequenceId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d."primaryKey"->>'projectUserId' AS id,
    '{}'::jsonb AS client_metadata, '{}'::jsonb AS client_read_only_metadata, '{}'::jsonb AS server_metadata,
    d."deletedAt" AS signed_up_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'ProjectUser';

-- contact_channels
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    c.id, c."projectUserId" AS user_id, c.type::text, c.value, c."isPrimary" IS NOT NULL AS is_primary,
    c."isVerified" AS is_verified, c."usedForAuth" IS NOT NULL AS used_for_auth, c."createdAt" AS created_at,
    c."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "ContactChannel" c JOIN "Tenancy" t ON t.id = c."tenancyId"
WHERE c."sequenceId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d."primaryKey"->>'id' AS id, d."primaryKey"->>'projectUserId' AS user_id,
    d."deletedAt" AS created_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'ContactChannel';

-- teams
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    x."teamId" AS id, x."displayName" AS display_name, x."profileImageUrl" AS profile_image_url, x."createdAt" AS created_at,
    coalesce(x."clientMetadata", '{}') AS client_metadata,
    coalesce(x."clientReadOnlyMetadata", '{}') AS client_read_only_metadata,
    coalesce(x."serverMetadata", '{}') AS server_metadata,
    x."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "Team" x JOIN "Tenancy" t ON t.id = x."tenancyId"
WHERE x."sequenceId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d."primaryKey"->>'teamId' AS id,
    '{}'::jsonb AS client_metadata, '{}'::jsonb AS client_read_only_metadata, '{}'::jsonb AS server_metadata,
    d."deletedAt" AS created_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'Team';

-- team_member_profiles
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    m."teamId" AS team_id, m."projectUserId" AS user_id, m."displayName" AS display_name,
    m."profileImageUrl" AS profile_image_url, m."createdAt" AS created_at,
    m."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "TeamMember" m JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE m."sequenceId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d."primaryKey"->>'teamId' AS team_id, d."primaryKey"->>'projectUserId' AS user_id,
    d."deletedAt" AS created_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'TeamMember';

-- team_permissions
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    p."teamId" AS team_id, p."projectUserId" AS user_id, p."permissionId" AS id, p."createdAt" AS created_at,
    p."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "TeamMemberDirectPermission" p JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE p."sequenceId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d."primaryKey"->>'teamId' AS team_id, d."primaryKey"->>'projectUserId' AS user_id,
    d."primaryKey"->>'permissionId' AS id, d."deletedAt" AS created_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'TeamMemberDirectPermission';

-- team_invitations
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    v.id, v.data->>'team_id' AS team_id, coalesce(x."displayName", '') AS team_display_name,
    v.method->>'email' AS recipient_email,
    floor(extract(epoch FROM v."expiresAt") * 1000)::bigint AS expires_at_millis, v."createdAt" AS created_at,
    v."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "VerificationCode" v JOIN "Tenancy" t ON t."projectId" = v."projectId" AND t."branchId" = v."branchId"
LEFT JOIN "Team" x ON x."tenancyId" = t.id AND x."teamId"::text = v.data->>'team_id'
WHERE v."sequenceId" IS NOT NULL
    AND v.type = 'TEAM_INVITATION';
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d."primaryKey"->>'id' AS id, '00000000-0000-0000-0000-000000000000' AS team_id,
    d."deletedAt" AS created_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'VerificationCode_TEAM_INVITATION';

-- email_outboxes
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    e.id, replace(lower(e.status::text), '_', '-') AS status, replace(lower(e."simpleStatus"::text), '_', '-') AS simple_status,
    CASE e."createdWith" WHEN 'DRAFT' THEN 'draft' ELSE 'programmatic-call' END AS created_with, e."emailDraftId" AS email_draft_id,
    e."emailProgrammaticCallTemplateId" AS email_programmatic_call_template_id, e."themeId" AS theme_id,
    e."isHighPriority" AS is_high_priority, e."renderedIsTransactional" AS is_transactional, e."renderedSubject" AS subject,
    e."renderedNotificationCategoryId" AS notification_category_id, e."startedRenderingAt" AS started_rendering_at,
    e."finishedRenderingAt" AS rendered_at, e."renderErrorExternalMessage" AS render_error, e."scheduledAt" AS scheduled_at,
    e."createdAt" AS created_at, e."updatedAt" AS updated_at, e."startedSendingAt" AS started_sending_at,
    e."sendServerErrorExternalMessage" AS server_error, e."deliveredAt" AS delivered_at, e."openedAt" AS opened_at,
    e."clickedAt" AS clicked_at, e."unsubscribedAt" AS unsubscribed_at, e."markedAsSpamAt" AS marked_as_spam_at,
    e."bouncedAt" AS bounced_at, e."deliveryDelayedAt" AS delivery_delayed_at, e."canHaveDeliveryInfo" AS can_have_delivery_info,
    replace(lower(e."skippedReason"::text), '_', '-') AS skipped_reason, coalesce(e."skippedDetails", 'null') AS skipped_details,
    e."sendRetries" AS send_retries, e."isPaused" AS is_paused,
    e."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "EmailOutbox" e JOIN "Tenancy" t ON t.id = e."tenancyId"
WHERE e."sequenceId" IS NOT NULL;

-- project_permissions
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    p."projectUserId" AS user_id, p."permissionId" AS id, p."createdAt" AS created_at,
    p."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "ProjectUserDirectPermission" p JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE p."sequenceId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d."primaryKey"->>'projectUserId' AS user_id, d."primaryKey"->>'permissionId' AS id,
    d."deletedAt" AS created_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'ProjectUserDirectPermission';

-- notification_preferences
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    n."projectUserId" AS user_id, n."notificationCategoryId"::text AS notification_category_id, n.enabled,
    n."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "UserNotificationPreference" n JOIN "Tenancy" t ON t.id = n."tenancyId"
WHERE n."sequenceId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d.data->>'projectUserId' AS user_id, d.data->>'notificationCategoryId' AS notification_category_id,
    (d.data->>'enabled')::boolean AS enabled,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'UserNotificationPreference';

-- refresh_tokens
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    r.id, r."projectUserId" AS user_id, r."createdAt" AS created_at, r."lastActiveAt" AS last_used_at,
    r."isImpersonation" AS is_impersonation, r."expiresAt" AS expires_at,
    r."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "ProjectUserRefreshToken" r JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."sequenceId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d."primaryKey"->>'id' AS id, d.data->>'projectUserId' AS user_id,
    d."deletedAt" AS created_at, d."deletedAt" AS last_used_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'ProjectUserRefreshToken';

-- connected_accounts
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    a."projectUserId" AS user_id, a."configOAuthProviderId" AS provider,
    a."providerAccountId" AS provider_account_id, a."createdAt" AS created_at,
    a."sequenceId" AS sync_sequence_id, false AS sync_is_deleted
FROM "ProjectUserOAuthAccount" a JOIN "Tenancy" t ON t.id = a."tenancyId"
WHERE a."sequenceId" IS NOT NULL
    AND a."projectUserId" IS NOT NULL;
SELECT t.id AS tenancy_id, t."projectId" AS project_id, t."branchId" AS branch_id,
    d.data->>'projectUserId' AS user_id, d.data->>'configOAuthProviderId' AS provider,
    d.data->>'providerAccountId' AS provider_account_id, d."deletedAt" AS created_at,
    d."sequenceId" AS sync_sequence_id, true AS sync_is_deleted
FROM "DeletedRow" d JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE d."sequenceId" IS NOT NULL AND d."tableName" = 'ProjectUserOAuthAccount';
