namespace IntegrityTests.Copies.Mappings;

/// <summary>The eleven mappings of 2026-04 (source: docs/platform.md, The copy for analytics). 2026-03 has the first one only.</summary>
public static class AllMappings
{
    private const string PrimaryEmail = """
        "ProjectUser" r LEFT JOIN "ContactChannel" e ON e."tenancyId" = r."tenancyId" AND e."projectUserId" = r."projectUserId"
            AND e.type::text = 'EMAIL' AND e."isPrimary"::text = 'TRUE'
        WHERE r."tenancyId" = @tenancy
        """;

    // By id: a code has the project and branch of its tenancy, and its team's id as text.
    private const string Invitations = """
        "Tenancy" y JOIN "VerificationCode" r ON r."projectId" = y."projectId" AND r."branchId" = y."branchId"
            AND r.type::text = 'TEAM_INVITATION'
        LEFT JOIN "Team" m ON m."tenancyId" = y.id AND m."teamId"::text = r.data ->> 'team_id'
        WHERE y.id = @tenancy
        """;

    /// <summary>All of them, in the order in which the platform copies them.</summary>
    public static IReadOnlyList<Mapping> All { get; } =
    [
        Of(new("ProjectUser", "projectUserId"), "users", "user", of => [of.Id("id", "projectUserId")], of =>
        [
            of.Text("display_name", "displayName"), of.Text("profile_image_url", "profileImageUrl"),
            new("primary_email", Form.Text, "e.value", ("ContactChannel", "value"), ("ContactChannel", "isPrimary")),
            new("primary_email_verified", Form.Flag, "coalesce(e.\"isVerified\", false)", ("ContactChannel", "isVerified")),
            new("signed_up_at", Form.Time, "coalesce(r.\"signedUpAt\", r.\"createdAt\")", ("ProjectUser", "signedUpAt")),
            .. of.Metadata, of.Flag("is_anonymous", "isAnonymous"), of.Flag("restricted_by_admin", "restrictedByAdmin"),
            of.Text("restricted_by_admin_reason", "restrictedByAdminReason"),
            of.Text("restricted_by_admin_private_details", "restrictedByAdminPrivateDetails"),
        ]) with { From = PrimaryEmail },

        Of(new("ContactChannel", "id"), "contact_channels", "contact_channel", of => [of.Id("id", "id")], of =>
        [
            of.Id("user_id", "projectUserId"), of.Plain("type", "type"), of.Text("value", "value"), of.Truth("is_primary", "isPrimary"),
            of.Flag("is_verified", "isVerified"), of.Truth("used_for_auth", "usedForAuth"), of.CreatedAt,
        ]),

        Of(new("Team", "teamId"), "teams", "team", of => [of.Id("id", "teamId")], of =>
        [
            of.Text("display_name", "displayName"), of.Text("profile_image_url", "profileImageUrl"), of.CreatedAt, .. of.Metadata,
        ]),

        Of(new("TeamMember", "teamId", "projectUserId"), "team_member_profiles", "team_member",
            of => [of.Id("team_id", "teamId"), of.Id("user_id", "projectUserId")],
            of => [of.Text("display_name", "displayName"), of.Text("profile_image_url", "profileImageUrl"), of.CreatedAt]),

        Of(new("TeamMemberDirectPermission", "teamId", "projectUserId", "permissionId"), "team_permissions", "team_permission",
            of => [of.Id("team_id", "teamId"), of.Id("user_id", "projectUserId"), of.Plain("id", "permissionId")], of => [of.CreatedAt]),

        Of(new("VerificationCode", "id") { Deleted = "VerificationCode_TEAM_INVITATION" }, "team_invitations", "team_invitation",
            of => [of.Id("id", "id")], of =>
        [
            new("team_id", Form.Id, "r.data ->> 'team_id'", ("VerificationCode", "data")),
            new("team_display_name", Form.Text, "m.\"displayName\"", ("Team", "displayName")),
            new("recipient_email", Form.Text, "r.method ->> 'email'", ("VerificationCode", "method")),
            new("expires_at_millis", Form.Number,
                "CASE WHEN isfinite(r.\"expiresAt\") THEN floor(extract(epoch FROM r.\"expiresAt\") * 1000)::bigint END",
                ("VerificationCode", "expiresAt")),
            of.CreatedAt,
        ]) with
        {
            From = Invitations,
            Needs = [("Tenancy", "branchId"), ("VerificationCode", "branchId"), ("Team", "shouldUpdateSequenceId")],
            RemarkSql = "CASE WHEN m.\"teamId\" IS NULL THEN 2 WHEN m.\"shouldUpdateSequenceId\" THEN 1 ELSE 0 END",
        },

        Of(new("EmailOutbox"), "email_outboxes", "email", of => [of.Id("id", "id")], of =>
        [
            of.Word("status", "status"), of.Word("simple_status", "simpleStatus"), of.Word("created_with", "createdWith"),
            of.Text("email_draft_id", "emailDraftId"),
            of.Text("email_programmatic_call_template_id", "emailProgrammaticCallTemplateId"), of.Text("theme_id", "themeId"),
            of.Flag("is_high_priority", "isHighPriority"), of.Flag("is_transactional", "renderedIsTransactional"),
            of.Text("subject", "renderedSubject"), of.Text("notification_category_id", "renderedNotificationCategoryId"),
            of.Time("started_rendering_at", "startedRenderingAt"), of.Time("rendered_at", "finishedRenderingAt"),
            of.Text("render_error", "renderErrorExternalMessage"), of.Time("scheduled_at", "scheduledAt"), of.CreatedAt,
            of.Time("updated_at", "updatedAt"), of.Time("started_sending_at", "startedSendingAt"),
            of.Text("server_error", "sendServerErrorExternalMessage"), of.Time("delivered_at", "deliveredAt"),
            of.Time("opened_at", "openedAt"), of.Time("clicked_at", "clickedAt"), of.Time("unsubscribed_at", "unsubscribedAt"),
            of.Time("marked_as_spam_at", "markedAsSpamAt"), of.Time("bounced_at", "bouncedAt"),
            of.Time("delivery_delayed_at", "deliveryDelayedAt"), of.Flag("can_have_delivery_info", "canHaveDeliveryInfo"),
            of.Word("skipped_reason", "skippedReason"), of.Json("skipped_details", "skippedDetails", "null"),
            of.Number("send_retries", "sendRetries"), of.Flag("is_paused", "isPaused"),
        ]),

        Of(new("ProjectUserDirectPermission", "projectUserId", "permissionId"), "project_permissions", "project_permission",
            of => [of.Id("user_id", "projectUserId"), of.Plain("id", "permissionId")], of => [of.CreatedAt]),

        Of(new("UserNotificationPreference", "projectUserId", "notificationCategoryId") { KeysIn = "data" },
            "notification_preferences", "notification_preference",
            of => [of.Id("user_id", "projectUserId"), of.Plain("notification_category_id", "notificationCategoryId")],
            of => [of.Flag("enabled", "enabled")]) with { ChangedAt = null },

        Of(new("ProjectUserRefreshToken", "id"), "refresh_tokens", "refresh_token", of => [of.Id("id", "id")], of =>
        [
            of.Id("user_id", "projectUserId"), of.CreatedAt, of.Time("last_used_at", "lastActiveAt"),
            of.Flag("is_impersonation", "isImpersonation"), of.Time("expires_at", "expiresAt"),
        ]),

        Of(new("ProjectUserOAuthAccount", "projectUserId", "configOAuthProviderId", "providerAccountId") { KeysIn = "data" },
            "connected_accounts", "connected_account",
            of =>
            [
                of.Id("user_id", "projectUserId"), of.Plain("provider", "configOAuthProviderId"),
                of.Text("provider_account_id", "providerAccountId"),
            ],
            of => [of.CreatedAt]) with
        {
            From = "\"ProjectUserOAuthAccount\" r WHERE r.\"tenancyId\" = @tenancy AND r.\"projectUserId\" IS NOT NULL",
        },
    ];

    private static Mapping Of(
        TableOfSource of,
        string name,
        string kind,
        Func<TableOfSource, IReadOnlyList<MappedColumn>> key,
        Func<TableOfSource, IReadOnlyList<MappedColumn>> columns) =>
        new(name, kind, of.Name, key(of), columns(of), of.Tombstones);
}
