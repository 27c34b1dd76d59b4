-- DBI034: OAuth tokens belong to accounts that exist
-- Severity: error.
-- Proves what the foreign keys of `OAuthToken` and `OAuthAccessToken` to `ProjectUserOAuthAccount` require.
-- A finding means that tokens of a provider still exist after the account for which they were issued.
-- Decide: Where nothing is planned, the account is in another project or the tenancy is lost: see DBI003.
-- Look into it:
--   SELECT "tenancyId", "oauthAccountId", "createdAt" FROM "OAuthToken" WHERE id = 'TOKEN';
WITH lost AS MATERIALIZED (
    SELECT k.*
    FROM (
        SELECT 'oauth-token' AS kind, id, "tenancyId", "oauthAccountId" FROM "OAuthToken"
        UNION ALL SELECT 'oauth-access-token', id, "tenancyId", "oauthAccountId" FROM "OAuthAccessToken"
    ) k
    WHERE NOT EXISTS (SELECT FROM "ProjectUserOAuthAccount" a WHERE a."tenancyId" = k."tenancyId" AND a.id = k."oauthAccountId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the accounts, and none where none is lost.
    SELECT a.id, min(t."projectId") AS project
    FROM "ProjectUserOAuthAccount" a
    LEFT JOIN "Tenancy" t ON t.id = a."tenancyId"
    WHERE EXISTS (SELECT FROM lost) AND (a.id IN (SELECT "oauthAccountId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, l.kind || ':' || l.id AS subject,
    'is of oauth-account:' || l."oauthAccountId" || coalesce(', which is of project ' || x.project, ', which does not exist') AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."oauthAccountId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"

-- Repair: remove from "OAuthToken", "OAuthAccessToken".
-- The foreign key removes it together with its account (ON DELETE CASCADE), and tokens are only looked for by their account.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM {table} r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUserOAuthAccount" o WHERE o.id = r."oauthAccountId")
