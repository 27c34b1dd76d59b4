-- DBI128: nothing is older than what it belongs to
-- Severity: error.
-- Proves that what belongs to a user, a team, a membership, an account of a provider or a project was not created before it: contact
-- channels, auth methods, accounts, sessions, memberships, grants, keys, tokens, session replays and tenancies. No call of the platform sets these times.
-- Five minutes of difference are allowed.
-- A finding means that a time was overwritten, or that the row was moved to another owner.
-- Decide: Whoever restored or imported the rows: the owner was made again, and its own time is in a backup.
-- Look into it:
--   SELECT "createdAt", "signedUpAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
),
owned AS NOT MATERIALIZED (
    SELECT 'contact-channel:' AS kind, id, NULL::uuid AS team, "tenancyId", "projectUserId", "createdAt" FROM "ContactChannel"
    UNION ALL SELECT 'auth-method:', id, NULL, "tenancyId", "projectUserId", "createdAt" FROM "AuthMethod"
    UNION ALL SELECT 'oauth-account:', id, NULL, "tenancyId", "projectUserId", "createdAt" FROM "ProjectUserOAuthAccount"
    UNION ALL SELECT 'refresh-token:', id, NULL, "tenancyId", "projectUserId", "createdAt" FROM "ProjectUserRefreshToken"
    UNION ALL SELECT 'grant:', id, NULL, "tenancyId", "projectUserId", "createdAt" FROM "ProjectUserDirectPermission"
    UNION ALL SELECT 'user:', "projectUserId", "teamId", "tenancyId", "projectUserId", "createdAt" FROM "TeamMember"
    UNION ALL SELECT 'api-key:', id, NULL, "tenancyId", "projectUserId", "createdAt" FROM "ProjectApiKey"
    UNION ALL SELECT 'session-replay:', id, NULL, "tenancyId", "projectUserId", "createdAt" FROM "SessionReplay"
)
SELECT t."projectId" AS project, r.subject, 'was created at ' || r."createdAt" || ', before ' || r.owner AS detail
FROM (
    -- One join for all that users own; texts are made of what is wrong only.
    SELECT o."tenancyId", o.kind || o.id || coalesce(' in team:' || o.team, '') AS subject, o."createdAt",
        'user:' || o."projectUserId" AS owner
    FROM owned o
    JOIN "ProjectUser" u ON u."tenancyId" = o."tenancyId" AND u."projectUserId" = o."projectUserId"
    WHERE o."createdAt" < u."createdAt" - interval '5 minutes' AND u."createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT m."tenancyId", 'user:' || m."projectUserId" || ' in team:' || m."teamId", m."createdAt", 'team:' || m."teamId"
    FROM "TeamMember" m JOIN "Team" e ON e."tenancyId" = m."tenancyId" AND e."teamId" = m."teamId"
    WHERE m."createdAt" < e."createdAt" - interval '5 minutes' AND e."createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT k."tenancyId", 'api-key:' || k.id, k."createdAt", 'team:' || k."teamId"
    FROM "ProjectApiKey" k JOIN "Team" e ON e."tenancyId" = k."tenancyId" AND e."teamId" = k."teamId"
    WHERE k."createdAt" < e."createdAt" - interval '5 minutes' AND e."createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT g."tenancyId", 'grant:' || g.id, g."createdAt", 'user:' || g."projectUserId" || ' in team:' || g."teamId"
    FROM "TeamMemberDirectPermission" g
    JOIN "TeamMember" m ON m."tenancyId" = g."tenancyId" AND m."projectUserId" = g."projectUserId" AND m."teamId" = g."teamId"
    WHERE g."createdAt" < m."createdAt" - interval '5 minutes' AND m."createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT k."tenancyId", 'oauth-token:' || k.id, k."createdAt", 'oauth-account:' || k."oauthAccountId"
    FROM "OAuthToken" k JOIN "ProjectUserOAuthAccount" a ON a."tenancyId" = k."tenancyId" AND a.id = k."oauthAccountId"
    WHERE k."createdAt" < a."createdAt" - interval '5 minutes' AND a."createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT k."tenancyId", 'oauth-access-token:' || k.id, k."createdAt", 'oauth-account:' || k."oauthAccountId"
    FROM "OAuthAccessToken" k JOIN "ProjectUserOAuthAccount" a ON a."tenancyId" = k."tenancyId" AND a.id = k."oauthAccountId"
    WHERE k."createdAt" < a."createdAt" - interval '5 minutes' AND a."createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT y.id, 'tenancy:' || y.id, y."createdAt", 'project:' || p.id
    FROM "Tenancy" y JOIN "Project" p ON p.id = y."projectId"
    WHERE y."createdAt" < p."createdAt" - interval '5 minutes' AND p."createdAt" <= (SELECT now FROM moment)
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
