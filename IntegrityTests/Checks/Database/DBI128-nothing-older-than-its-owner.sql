-- DBI128: nothing is older than what it belongs to
-- Severity: error.
-- Proves that what belongs to a user, a team, a membership, an account of a provider or a project was not created before it: contact
-- channels, auth methods, accounts, sessions, memberships, grants, keys, tokens, session replays and tenancies. No call of the platform sets these times.
-- Five minutes of difference are allowed.
-- A finding means that a time was overwritten, or that the row was moved to another owner.
-- Look into it:
--   SELECT "createdAt", "signedUpAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
),
owner AS NOT MATERIALIZED (
    SELECT "tenancyId", "projectUserId", "createdAt" - interval '5 minutes' AS since FROM "ProjectUser"
    WHERE "createdAt" <= (SELECT now FROM moment)
)
SELECT t."projectId" AS project, r.subject, 'was created at ' || r."createdAt" || ', before ' || r.owner AS detail
FROM (
    SELECT "tenancyId", 'contact-channel:' || id AS subject, "createdAt", 'user:' || "projectUserId" AS owner
    FROM "ContactChannel" JOIN owner USING ("tenancyId", "projectUserId") WHERE "createdAt" < since
    UNION ALL SELECT "tenancyId", 'auth-method:' || id, "createdAt", 'user:' || "projectUserId"
    FROM "AuthMethod" JOIN owner USING ("tenancyId", "projectUserId") WHERE "createdAt" < since
    UNION ALL SELECT "tenancyId", 'oauth-account:' || id, "createdAt", 'user:' || "projectUserId"
    FROM "ProjectUserOAuthAccount" JOIN owner USING ("tenancyId", "projectUserId") WHERE "createdAt" < since
    UNION ALL SELECT "tenancyId", 'refresh-token:' || id, "createdAt", 'user:' || "projectUserId"
    FROM "ProjectUserRefreshToken" JOIN owner USING ("tenancyId", "projectUserId") WHERE "createdAt" < since
    UNION ALL SELECT "tenancyId", 'grant:' || id, "createdAt", 'user:' || "projectUserId"
    FROM "ProjectUserDirectPermission" JOIN owner USING ("tenancyId", "projectUserId") WHERE "createdAt" < since
    UNION ALL SELECT "tenancyId", 'user:' || "projectUserId" || ' in team:' || "teamId", "createdAt", 'user:' || "projectUserId"
    FROM "TeamMember" JOIN owner USING ("tenancyId", "projectUserId") WHERE "createdAt" < since
    UNION ALL SELECT "tenancyId", 'api-key:' || id, "createdAt", 'user:' || "projectUserId"
    FROM "ProjectApiKey" JOIN owner USING ("tenancyId", "projectUserId") WHERE "createdAt" < since
    UNION ALL SELECT "tenancyId", 'session-replay:' || id, "createdAt", 'user:' || "projectUserId"
    FROM "SessionReplay" JOIN owner USING ("tenancyId", "projectUserId") WHERE "createdAt" < since
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
