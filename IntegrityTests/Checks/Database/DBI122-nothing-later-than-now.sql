-- DBI122: nothing happened later than now
-- Severity: error.
-- Proves that no time at which something happened is more than a day ahead: of the moment of this run, and of the database's
-- clock, where that is later. The day is for other clocks, and for the platform's example project, whose users sign up in the
-- course of the day. Times that may lie ahead, such as ends and expiries, are not included.
-- A finding means that a time was written in the wrong unit or by a wrong clock: what is sorted by time is at the wrong end,
-- and what should expire does not.
-- Decide: Whoever wrote the time: clocks that go wrong, or an import. The right one is in its source.
-- Look into it:
--   SELECT "createdAt", "updatedAt", "signedUpAt", "lastActiveAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
WITH moment AS MATERIALIZED (
    SELECT greatest(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' + interval '1 day' AS latest
)
SELECT coalesce(r.project, t."projectId") AS project, r.subject,
    'happened later than now: ' || string_agg(c.key || ' is ' || c.value, ', ' ORDER BY c.key) AS detail
FROM (
    SELECT NULL AS project, "tenancyId", 'user:' || "projectUserId" AS subject, to_jsonb(x) AS row FROM "ProjectUser" x
    WHERE greatest("createdAt", "updatedAt", "signedUpAt", "lastActiveAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'contact-channel:' || id, to_jsonb(x) FROM "ContactChannel" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'auth-method:' || id, to_jsonb(x) FROM "AuthMethod" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'oauth-account:' || id, to_jsonb(x) FROM "ProjectUserOAuthAccount" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'refresh-token:' || id, to_jsonb(x) FROM "ProjectUserRefreshToken" x
    WHERE greatest("createdAt", "updatedAt", "lastActiveAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'oauth-token:' || id, to_jsonb(x) FROM "OAuthToken" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'oauth-access-token:' || id, to_jsonb(x) FROM "OAuthAccessToken" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'api-key:' || id, to_jsonb(x) FROM "ProjectApiKey" x
    WHERE greatest("createdAt", "updatedAt", "manuallyRevokedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'team:' || "teamId", to_jsonb(x) FROM "Team" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'user:' || "projectUserId" || ' in team:' || "teamId", to_jsonb(x) FROM "TeamMember" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'grant:' || id, to_jsonb(x) FROM "TeamMemberDirectPermission" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'grant:' || id, to_jsonb(x) FROM "ProjectUserDirectPermission" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'subscription:' || id, to_jsonb(x) FROM "Subscription" x
    WHERE greatest("createdAt", "updatedAt", "refundedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'purchase:' || id, to_jsonb(x) FROM "OneTimePurchase" x
    WHERE greatest("createdAt", "refundedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'invoice:' || id, to_jsonb(x) FROM "SubscriptionInvoice" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'item-change:' || id, to_jsonb(x) FROM "ItemQuantityChange" x
    WHERE "createdAt" > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'product-version:' || "productVersionId", to_jsonb(x) FROM "ProductVersion" x
    WHERE "createdAt" > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'deleted-row:' || id, to_jsonb(x) FROM "DeletedRow" x
    WHERE "deletedAt" > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'mail:' || id, to_jsonb(x) FROM "EmailOutbox" x
    WHERE greatest("createdAt", "updatedAt", "startedRenderingAt", "finishedRenderingAt", "startedSendingAt", "finishedSendingAt",
        "deliveredAt", "deliveryDelayedAt", "bouncedAt", "openedAt", "clickedAt", "unsubscribedAt", "markedAsSpamAt")
        > (SELECT latest FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'session-replay:' || id, to_jsonb(x) FROM "SessionReplay" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT "projectId", NULL, 'verification-code:' || id, to_jsonb(x) FROM "VerificationCode" x
    WHERE greatest("createdAt", "updatedAt", "usedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT "projectId", NULL, 'tenancy:' || id, to_jsonb(x) FROM "Tenancy" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
    UNION ALL SELECT id, NULL, 'project:' || id, to_jsonb(x) FROM "Project" x
    WHERE greatest("createdAt", "updatedAt") > (SELECT latest FROM moment)
) r
CROSS JOIN LATERAL jsonb_each_text(r.row) c
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE c.key IN ('createdAt', 'updatedAt', 'signedUpAt', 'lastActiveAt', 'manuallyRevokedAt', 'refundedAt', 'deletedAt', 'usedAt',
        'startedRenderingAt', 'finishedRenderingAt', 'startedSendingAt', 'finishedSendingAt', 'deliveredAt', 'deliveryDelayedAt', 'bouncedAt',
        'openedAt', 'clickedAt', 'unsubscribedAt', 'markedAsSpamAt')
    AND c.value::timestamp > (SELECT latest FROM moment)
GROUP BY 1, 2
