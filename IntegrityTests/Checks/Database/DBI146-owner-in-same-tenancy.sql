-- DBI146: what belongs to a user or team is in its tenancy
-- Severity: error.
-- Proves that no row names a user or team that another tenancy has and its own has not: contact channels, auth methods and their
-- kinds, accounts of providers, sessions, memberships, grants, API keys, session replays, notification preferences, and the customers
-- of purchases. What names nobody at all is reported by the rule of its table.
-- A finding means that a row was written or moved into the wrong project: its data, sign-ins or purchases are those of somebody else.
-- Decide: The owners of both projects: whose row is it? It shows somebody's data to others until it is decided.
-- Look into it:
--   SELECT "tenancyId", "mirroredProjectId", "createdAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
WITH of_other_user AS MATERIALIZED (
    -- First the few whose user, team or customer is in another tenancy too: a branch may have users of the same ids.
    SELECT r.kind, r.id, r."tenancyId", r."projectUserId", x."mirroredProjectId" AS project
    FROM (
        SELECT 'contact-channel' AS kind, id, "tenancyId", "projectUserId" FROM "ContactChannel"
        UNION ALL SELECT 'auth-method', id, "tenancyId", "projectUserId" FROM "AuthMethod"
        UNION ALL SELECT 'auth-method', "authMethodId", "tenancyId", "projectUserId" FROM "PasswordAuthMethod"
        UNION ALL SELECT 'auth-method', "authMethodId", "tenancyId", "projectUserId" FROM "OtpAuthMethod"
        UNION ALL SELECT 'auth-method', "authMethodId", "tenancyId", "projectUserId" FROM "PasskeyAuthMethod"
        UNION ALL SELECT 'auth-method', "authMethodId", "tenancyId", "projectUserId" FROM "OAuthAuthMethod"
        UNION ALL SELECT 'oauth-account', id, "tenancyId", "projectUserId" FROM "ProjectUserOAuthAccount"
        UNION ALL SELECT 'refresh-token', id, "tenancyId", "projectUserId" FROM "ProjectUserRefreshToken"
        UNION ALL SELECT 'user', "projectUserId", "tenancyId", "projectUserId" FROM "TeamMember"
        UNION ALL SELECT 'grant', id, "tenancyId", "projectUserId" FROM "ProjectUserDirectPermission"
        UNION ALL SELECT 'grant', id, "tenancyId", "projectUserId" FROM "TeamMemberDirectPermission"
        UNION ALL SELECT 'api-key', id, "tenancyId", "projectUserId" FROM "ProjectApiKey"
        UNION ALL SELECT 'session-replay', id, "tenancyId", "projectUserId" FROM "SessionReplay"
        UNION ALL SELECT 'notification-preference', id, "tenancyId", "projectUserId" FROM "UserNotificationPreference"
    ) r
    JOIN "ProjectUser" x ON x."projectUserId" = r."projectUserId" AND x."tenancyId" <> r."tenancyId"
),
foreign_user AS MATERIALIZED (
    SELECT r.kind, r.id, r."tenancyId", 'user:' || r."projectUserId" AS owner, r.project
    FROM of_other_user r
    WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
),
foreign_team AS MATERIALIZED (
    SELECT r.kind, r.id, r."tenancyId", 'team:' || r."teamId" AS owner, x."mirroredProjectId" AS project
    FROM (
        SELECT 'user' AS kind, "projectUserId" AS id, "tenancyId", "teamId" FROM "TeamMember"
        UNION ALL SELECT 'grant', id, "tenancyId", "teamId" FROM "TeamMemberDirectPermission"
        UNION ALL SELECT 'api-key', id, "tenancyId", "teamId" FROM "ProjectApiKey"
    ) r
    JOIN "Team" x ON x."teamId" = r."teamId" AND x."tenancyId" <> r."tenancyId"
    WHERE NOT EXISTS (SELECT FROM "Team" m WHERE m."tenancyId" = r."tenancyId" AND m."teamId" = r."teamId")
),
purchase AS NOT MATERIALIZED (
    SELECT 'subscription' AS kind, id, "tenancyId", "customerType", lower("customerId") AS customer FROM "Subscription"
    UNION ALL SELECT 'purchase', id, "tenancyId", "customerType", lower("customerId") FROM "OneTimePurchase"
    UNION ALL SELECT 'item-change', id, "tenancyId", "customerType", lower("customerId") FROM "ItemQuantityChange"
),
of_other_customer AS MATERIALIZED (
    SELECT p.kind, p.id, p."tenancyId", p."customerType", p.customer, x."mirroredProjectId" AS project
    FROM purchase p
    JOIN "ProjectUser" x ON x."projectUserId"::text = p.customer AND x."tenancyId" <> p."tenancyId"
    WHERE p."customerType" = 'USER'
    UNION ALL
    SELECT p.kind, p.id, p."tenancyId", p."customerType", p.customer, x."mirroredProjectId"
    FROM purchase p
    JOIN "Team" x ON x."teamId"::text = p.customer AND x."tenancyId" <> p."tenancyId"
    WHERE p."customerType" = 'TEAM'
),
foreign_customer AS MATERIALIZED (
    SELECT p.kind, p.id, p."tenancyId", lower(p."customerType"::text) || ':' || p.customer AS owner, p.project
    FROM of_other_customer p
    WHERE p."customerType" = 'USER'
            AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = p."tenancyId" AND u."projectUserId"::text = p.customer)
        OR p."customerType" = 'TEAM'
            AND NOT EXISTS (SELECT FROM "Team" m WHERE m."tenancyId" = p."tenancyId" AND m."teamId"::text = p.customer)
)
SELECT t."projectId" AS project, f.kind || ':' || f.id AS subject, 'is of ' || f.owner || ', which is of project ' || min(f.project) AS detail
FROM (SELECT * FROM foreign_user UNION ALL SELECT * FROM foreign_team UNION ALL SELECT * FROM foreign_customer) f
LEFT JOIN "Tenancy" t ON t.id = f."tenancyId"
GROUP BY t."projectId", f.kind, f.id, f."tenancyId", f.owner
