-- DBI034: OAuth tokens belong to accounts that exist
-- Severity: error.
-- Proves what the foreign keys of `OAuthToken` and `OAuthAccessToken` to `ProjectUserOAuthAccount` require.
-- A finding means that tokens of a provider still exist after the account for which they were issued.
-- Look into it:
--   SELECT "tenancyId", "oauthAccountId", "createdAt" FROM "OAuthToken" WHERE id = 'TOKEN';
SELECT t."projectId" AS project, k.kind || ':' || k.id AS subject,
    'is of oauth-account:' || k."oauthAccountId" || ', which does not exist' AS detail
FROM (
    SELECT 'oauth-token' AS kind, id, "tenancyId", "oauthAccountId" FROM "OAuthToken"
    UNION ALL SELECT 'oauth-access-token', id, "tenancyId", "oauthAccountId" FROM "OAuthAccessToken"
) k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUserOAuthAccount" a WHERE a."tenancyId" = k."tenancyId" AND a.id = k."oauthAccountId")
