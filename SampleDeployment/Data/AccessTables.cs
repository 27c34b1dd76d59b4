namespace SampleDeployment.Data;

/// <summary>The rows of a tenancy that the admin API shows nothing of: sessions, tokens, keys, mails, and what is left of deleted rows.</summary>
internal sealed class AccessTables
{
    public CopyTable RefreshTokens { get; } = new(
        "ProjectUserRefreshToken",
        "tenancyId", "id", "projectUserId", "createdAt", "updatedAt", "refreshToken", "expiresAt", "isImpersonation", "lastActiveAt");

    public CopyTable OAuthTokens { get; } = new(
        "OAuthToken", "tenancyId", "id", "oauthAccountId", "createdAt", "updatedAt", "refreshToken", "scopes", "isValid");

    public CopyTable OAuthAccessTokens { get; } = new(
        "OAuthAccessToken",
        "tenancyId", "id", "oauthAccountId", "createdAt", "updatedAt", "accessToken", "scopes", "expiresAt", "isValid");

    public CopyTable ApiKeys { get; } = new(
        "ProjectApiKey",
        "tenancyId", "id", "secretApiKey", "createdAt", "updatedAt", "expiresAt", "manuallyRevokedAt", "description", "isPublic", "teamId",
        "projectUserId");

    public CopyTable Preferences { get; } = new(
        "UserNotificationPreference", "tenancyId", "id", "projectUserId", "notificationCategoryId", "enabled");

    public CopyTable Replays { get; } = new(
        "SessionReplay", "tenancyId", "id", "projectUserId", "refreshTokenId", "startedAt", "lastEventAt", "createdAt", "updatedAt");

    public CopyTable ReplayChunks { get; } = new(
        "SessionReplayChunk",
        "tenancyId", "id", "sessionReplayId", "batchId", "sessionReplaySegmentId", "browserSessionId", "s3Key", "eventCount", "byteLength",
        "firstEventAt", "lastEventAt", "createdAt");

    public CopyTable Mails { get; } = new(
        "EmailOutbox",
        "tenancyId", "id", "createdAt", "updatedAt", "tsxSource", "isHighPriority", "to", "extraRenderVariables", "createdWith",
        "shouldSkipDeliverabilityCheck", "priority", "isPaused", "renderedByWorkerId", "startedRenderingAt", "finishedRenderingAt",
        "renderedHtml", "renderedSubject", "renderedIsTransactional", "scheduledAt", "isQueued", "scheduledAtIfNotYetQueued",
        "startedSendingAt", "finishedSendingAt", "sentAt", "canHaveDeliveryInfo", "status", "simpleStatus");

    public CopyTable VaultEntries { get; } = new(
        "DataVaultEntry", "tenancyId", "id", "storeId", "hashedKey", "encrypted", "createdAt", "updatedAt");

    public CopyTable DeletedRows { get; } = new("DeletedRow", "id", "tenancyId", "tableName", "sequenceId", "primaryKey", "deletedAt", "shouldUpdateSequenceId");

    public IEnumerable<CopyTable> All =>
        [RefreshTokens, OAuthTokens, OAuthAccessTokens, ApiKeys, Preferences, Replays, ReplayChunks, Mails, VaultEntries, DeletedRows];
}
