namespace SampleDeployment.Data;

/// <summary>Writes what users leave behind: sessions, tokens, API keys, preferences, mails.</summary>
internal sealed class AccessRows(AccessTables tables, Platform platform, ProjectPlan plan)
{
    // More would only make large data sets slower to load.
    private const int MostUsers = 500;

    private static readonly DateTime Epoch = new(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    // A deployment has sessions and mails from before it recorded deletions.
    private static readonly DateTime DeletionsRecorded = Epoch.AddDays(1);

    // One of the two that are in the platform's code.
    private static readonly Guid Marketing = new("4f6f8873-3d04-46bd-8bef-18338b1a1b4c");

    public void AddUser(int index)
    {
        if (plan.External || index > MostUsers) return;

        var time = Epoch.AddMinutes(index);
        if (index % 2 == 0)
            AddSession(index, time);
        // The users that have accounts are those of SignInRows.
        if (index % 3 == 0)
            AddOAuthTokens(index, time);
        if (index % 9 == 2)
            AddApiKey("user key", index, time, null, plan.UserId(index));
        if (index % 7 == 5)
            tables.Preferences.Add(plan.TenancyId, Id("preference", index), plan.UserId(index), Marketing, index % 2 == 0);
        if (index % 12 == 4)
            AddMail(index, time, isSent: index % 24 == 4);
    }

    public void AddTeam(int index)
    {
        if (plan.External || index % 4 != 1) return;

        var time = Epoch.AddMinutes(index);
        AddApiKey("team key", index, time, plan.TeamId(index), null);
        tables.Invitations.Add(
            plan.Id, "main", Id("invitation", index), time, time, "TEAM_INVITATION", Secret("invitation code", index), time.AddDays(7),
            "https://example.com/handler", $$"""{"team_id": "{{plan.TeamId(index)}}"}""",
            $$"""{"email": "invited{{index}}@project{{plan.Number}}.example.com"}""", 0);
    }

    public void AddRest()
    {
        if (plan.External || plan.Users == 0) return;

        tables.VaultEntries.Add(
            plan.TenancyId, Id("vault", 1), "store", "c2hhMjU2", """{"edkBase64": "ZWRr", "ciphertextBase64": "dGV4dA"}""", Epoch, Epoch);
        var user = $"\"tenancyId\": \"{plan.TenancyId}\", \"projectUserId\": \"{Id("deleted user", 1)}\"";
        AddDeleted("ContactChannel", $"{{{user}, \"id\": \"{Id("deleted contact", 1)}\"}}", null);
        AddDeleted("ProjectUser", $"{{{user}}}", null);
        if (!platform.HasEngine) return;

        // What a deletion notes beside the key is the row as it was.
        var row = $"{user}, \"id\": \"{Id("deleted", 0)}\"";
        var key = $$"""{"id": "{{Id("deleted", 0)}}", "tenancyId": "{{plan.TenancyId}}"}""";
        var member = $"{user}, \"teamId\": \"{Id("deleted team", 1)}\"";
        AddDeleted("Team", $$"""{"teamId": "{{Id("deleted team", 1)}}", "tenancyId": "{{plan.TenancyId}}"}""", null);
        AddDeleted("TeamMember", $"{{{member}}}", null);
        AddDeleted("TeamMemberDirectPermission", $$"""{{{member}}, "permissionId": "team_member"}""", null);
        AddDeleted("ProjectUserDirectPermission", $$"""{{{user}}, "permissionId": "reader"}""", null);
        AddDeleted("ProjectUserRefreshToken", key, $"{{{row}}}");
        AddDeleted("ProjectUserOAuthAccount", key, $$"""{{{row}}, "configOAuthProviderId": "github", "providerAccountId": "gone"}""");
        AddDeleted("UserNotificationPreference", key, $$"""{{{row}}, "notificationCategoryId": "{{Marketing}}", "enabled": false}""");
        AddDeleted("VerificationCode_TEAM_INVITATION", $$"""{"id": "{{Id("deleted", 0)}}"}""", null);
    }

    private void AddDeleted(string table, string primaryKey, string? data) =>
        tables.DeletedRows.Add(Id($"deleted {table}", 1), plan.TenancyId, table, primaryKey, data, DeletionsRecorded);

    private void AddSession(int index, DateTime time)
    {
        var token = Id("refresh token", index);
        tables.RefreshTokens.Add(
            plan.TenancyId, token, plan.UserId(index), time, time, Secret("refresh secret", index),
            index % 4 == 0 ? time.AddDays(365) : null, index % 16 == 0, time.AddHours(1));
        if (index % 8 != 0) return;

        var (replay, batch) = (Id("replay", index), Id("replay batch", index));
        tables.Replays.Add(plan.TenancyId, replay, plan.UserId(index), token, time, time.AddMinutes(2), time, time);
        tables.ReplayChunks.Add(
            plan.TenancyId, Id("replay chunk", index), replay, batch, "segment", "browser",
            $"session-replays/{plan.Id}/main/{replay}/{batch}.json.gz", 12, 3456, time, time.AddMinutes(2), time.AddMinutes(2));
    }

    private void AddOAuthTokens(int index, DateTime time)
    {
        var account = Seeded.Id(plan.Number, "github account", index);
        if (plan.WithRestricted && index % 10 == 3)
            return; // An anonymous user, who has no account.

        tables.OAuthTokens.Add(
            plan.TenancyId, Id("oauth token", index), account, time, time, $"refresh-{Id("oauth secret", index):N}", "{user:email}", true);
        tables.OAuthAccessTokens.Add(
            plan.TenancyId, Id("access token", index), account, time, time, $"access-{Id("access secret", index):N}", "{user:email}",
            time.AddHours(1), index % 2 == 0);
    }

    private void AddApiKey(string kind, int index, DateTime time, Guid? team, Guid? user)
    {
        var isPublic = index % 3 == 0;
        // The last eight digits are a checksum, which nobody compares here.
        var key = $"{(isPublic ? "pk" : "sk")}_{Secret(kind + " secret", index)}{Id(kind, index):N}{(team is null ? "user" : "team")}"
            + $"{(isPublic ? 3 : 1)}574ck4u7h{Secret(kind + " checksum", index)[..8]}";
        tables.ApiKeys.Add(
            plan.TenancyId, Id(kind, index), key, time, time, index % 2 == 0 ? time.AddYears(2) : null,
            index % 5 == 0 ? time.AddDays(1) : null, $"{kind} {index}", isPublic, team, user);
    }

    private void AddMail(int index, DateTime time, bool isSent)
    {
        DateTime? sent = isSent ? time.AddSeconds(5) : null;
        tables.Mails.Add(
            plan.TenancyId, Id("mail", index), time, time, "export {};", false,
            $$"""{"type": "user-primary-email", "userId": "{{plan.UserId(index)}}"}""", "{}",
            "PROGRAMMATIC_CALL", false, isSent ? 10 : 0, !isSent, isSent ? Id("worker", 1) : null, isSent ? time.AddSeconds(1) : null,
            isSent ? time.AddSeconds(2) : null, isSent ? "<p>Hello</p>" : null, isSent ? "Hello" : null, isSent ? true : null, time, isSent,
            isSent ? null : time, isSent ? time.AddSeconds(4) : null, sent, sent, isSent ? false : null,
            isSent ? "SENT" : "PAUSED", isSent ? "OK" : "IN_PROGRESS");
    }

    private string Secret(string kind, int index) => Seeded.Secret(plan.Number, kind, index);

    private Guid Id(string kind, int index) => Seeded.Id(plan.Number, kind, index);
}

/// <summary>
/// The rows of a tenancy that the admin API shows nothing of: sessions, tokens, keys, mails, and what is left of deleted rows.
/// </summary>
/// <param name="numbers">The sequencer's numbers; null where it does not know the tables.</param>
/// <param name="deletedNumbers">The numbers of what is left of deleted rows, which each version has.</param>
internal sealed class AccessTables(SequenceNumbers? numbers, SequenceNumbers? deletedNumbers)
{
    public CopyTable RefreshTokens { get; } = new(
        "ProjectUserRefreshToken",
        "tenancyId", "id", "projectUserId", "createdAt", "updatedAt", "refreshToken", "expiresAt", "isImpersonation", "lastActiveAt")
    {
        Numbers = numbers,
    };

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
        "UserNotificationPreference", "tenancyId", "id", "projectUserId", "notificationCategoryId", "enabled")
    {
        Numbers = numbers,
    };

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
        "startedSendingAt", "finishedSendingAt", "sentAt", "canHaveDeliveryInfo", "status", "simpleStatus")
    {
        Numbers = numbers,
    };

    public CopyTable VaultEntries { get; } = new(
        "DataVaultEntry", "tenancyId", "id", "storeId", "hashedKey", "encrypted", "createdAt", "updatedAt");

    public CopyTable DeletedRows { get; } = new(
        "DeletedRow", "id", "tenancyId", "tableName", "primaryKey", "data", "deletedAt")
    {
        Numbers = deletedNumbers,
    };

    /// <summary>Codes of team invitations: the only ones that the sequencer numbers.</summary>
    public CopyTable Invitations { get; } = new(
        "VerificationCode",
        "projectId", "branchId", "id", "createdAt", "updatedAt", "type", "code", "expiresAt", "redirectUrl", "data", "method",
        "attemptCount")
    {
        Numbers = numbers,
    };

    public IEnumerable<CopyTable> All =>
    [
        RefreshTokens, OAuthTokens, OAuthAccessTokens, ApiKeys, Preferences, Replays, ReplayChunks, Mails, VaultEntries, DeletedRows,
        Invitations,
    ];
}
