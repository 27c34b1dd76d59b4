-- DBI060: nothing was changed before it was created
-- Severity: warning.
-- Proves that `updatedAt` is not before `createdAt`. Five minutes of difference are allowed, because one is set by the
-- database's clock and the other by the backend's.
-- A finding means that one of the two times was overwritten, for example by an import.
-- Decide: Nobody has to: the next change sets the time right. Whoever ran an import can say which of the two times is
-- wrong.
-- Look into it:
--   SELECT "createdAt", "updatedAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT coalesce(r.project, t."projectId") AS project, r.subject, 'was changed at ' || r."updatedAt" || ', before it was made at ' || r."createdAt" AS detail
FROM (
    SELECT NULL AS project, "tenancyId", 'user:' || "projectUserId" AS subject, "createdAt", "updatedAt" FROM "ProjectUser"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'contact-channel:' || id, "createdAt", "updatedAt" FROM "ContactChannel"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'auth-method:' || id, "createdAt", "updatedAt" FROM "AuthMethod"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'oauth-account:' || id, "createdAt", "updatedAt" FROM "ProjectUserOAuthAccount"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'team:' || "teamId", "createdAt", "updatedAt" FROM "Team"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'user:' || "projectUserId" || ' in team:' || "teamId", "createdAt", "updatedAt" FROM "TeamMember"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'auth-method:' || "authMethodId", "createdAt", "updatedAt" FROM "OAuthAuthMethod"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'auth-method:' || "authMethodId", "createdAt", "updatedAt" FROM "PasswordAuthMethod"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'auth-method:' || "authMethodId", "createdAt", "updatedAt" FROM "OtpAuthMethod"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'auth-method:' || "authMethodId", "createdAt", "updatedAt" FROM "PasskeyAuthMethod"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'oauth-token:' || id, "createdAt", "updatedAt" FROM "OAuthToken"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'oauth-access-token:' || id, "createdAt", "updatedAt" FROM "OAuthAccessToken"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'refresh-token:' || id, "createdAt", "updatedAt" FROM "ProjectUserRefreshToken"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'api-key:' || id, "createdAt", "updatedAt" FROM "ProjectApiKey"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'grant:' || id, "createdAt", "updatedAt" FROM "ProjectUserDirectPermission"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'grant:' || id, "createdAt", "updatedAt" FROM "TeamMemberDirectPermission"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'subscription:' || id, "createdAt", "updatedAt" FROM "Subscription"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'invoice:' || id, "createdAt", "updatedAt" FROM "SubscriptionInvoice"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'mail:' || id, "createdAt", "updatedAt" FROM "EmailOutbox"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'session-replay:' || id, "createdAt", "updatedAt" FROM "SessionReplay"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'vault-entry:' || id, "createdAt", "updatedAt" FROM "DataVaultEntry"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT "projectId", NULL, 'verification-code:' || id, "createdAt", "updatedAt" FROM "VerificationCode"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT id, NULL, 'project:' || id, "createdAt", "updatedAt" FROM "Project"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT "projectId", NULL, 'tenancy:' || id, "createdAt", "updatedAt" FROM "Tenancy"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
