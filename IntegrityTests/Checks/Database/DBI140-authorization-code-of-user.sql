-- DBI140: authorization codes that can be used are of users that exist
-- Severity: error.
-- Proves that the user of each `ProjectUserAuthorizationCode` that has not expired is one of its tenancy; that the session which it
-- hands over (`grantedRefreshTokenId`, in the newer version), if there is one, is of the same user; and that the sessions which a
-- sign-in of the command line holds, if there are such, are of its tenancy. Deleting a user leaves its codes, which is information.
-- A finding means that the code signs somebody in as another user, or in another project.
-- Decide: The platform's operator: let the code expire, which takes minutes. Whoever needs it signs in again.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "createdAt", "expiresAt" FROM "ProjectUserAuthorizationCode" WHERE "projectUserId" = 'USER';
WITH moment AS MATERIALIZED (
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
),
deleted AS (
    SELECT "tenancyId", "primaryKey" ->> 'projectUserId' AS id, min("deletedAt") AS "deletedAt"
    FROM "DeletedRow" WHERE "tableName" = 'ProjectUser' GROUP BY 1, 2
),
away AS (
    -- Their users are in a database of their own.
    SELECT t.id
    FROM "Tenancy" t
    JOIN (
        SELECT id AS project, "projectConfigOverride" AS config FROM "Project"
        UNION ALL SELECT "projectId", config FROM "BranchConfigOverride"
        UNION ALL SELECT "projectId", config FROM "EnvironmentConfigOverride"
    ) o ON o.project = t."projectId"
    WHERE coalesce(o.config ->> 'sourceOfTruth.type', o.config -> 'sourceOfTruth' ->> 'type') IN ('postgres', 'neon')
),
lost AS MATERIALIZED (
    SELECT t."projectId", c."tenancyId", c."projectUserId", min(c."createdAt") AS "createdAt"
    FROM "ProjectUserAuthorizationCode" c
    JOIN "Tenancy" t ON t.id = c."tenancyId"
    WHERE c."expiresAt" > (SELECT now FROM moment)
        AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = c."tenancyId" AND u."projectUserId" = c."projectUserId")
        AND NOT EXISTS (SELECT FROM away a WHERE a.id = c."tenancyId")
    GROUP BY 1, 2, 3
),
elsewhere AS MATERIALIZED (
    -- IS TRUE: one pass over the users, however many are lost.
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE ("projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT l."projectId" AS project, 'user:' || l."projectUserId" AS subject,
    'has an authorization code, but ' || coalesce('is a user of project ' || x.project, 'does not exist') AS detail,
    CASE
        WHEN x.id IS NOT NULL THEN NULL
        WHEN d.id IS NOT NULL THEN 'the user was deleted'
        WHEN l."createdAt" < coalesce((SELECT min("deletedAt") FROM deleted), 'infinity') THEN 'the user may have been deleted before deletions were recorded'
    END AS cause
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."projectUserId"
LEFT JOIN deleted d ON d."tenancyId" = l."tenancyId" AND d.id = l."projectUserId"::text
UNION ALL
SELECT t."projectId", 'user:' || c."projectUserId",
    'has an authorization code that hands over refresh-token:' || k.id || ' of user:' || k."projectUserId", NULL
-- A version without the columns has their stand-ins, so that one query fits all.
FROM (VALUES (NULL::uuid)) AS absent("grantedRefreshTokenId"), LATERAL (
    SELECT "tenancyId", "projectUserId", "grantedRefreshTokenId" FROM "ProjectUserAuthorizationCode" WHERE "grantedRefreshTokenId" IS NOT NULL
) c
JOIN "ProjectUserRefreshToken" k ON k.id = c."grantedRefreshTokenId"
LEFT JOIN "Tenancy" t ON t.id = c."tenancyId"
WHERE (k."tenancyId", k."projectUserId") IS DISTINCT FROM (c."tenancyId", c."projectUserId")
UNION ALL
SELECT t."projectId", 'cli-auth-attempt:' || c.id, 'holds refresh-token:' || k.id || coalesce(' of project ' || o."projectId", ' of another tenancy'), NULL
FROM (VALUES (NULL::text)) AS absent("anonRefreshToken"), LATERAL (
    SELECT id, "tenancyId", "refreshToken" AS token FROM "CliAuthAttempt"
    UNION ALL SELECT id, "tenancyId", "anonRefreshToken" FROM "CliAuthAttempt"
) c
JOIN "ProjectUserRefreshToken" k ON k."refreshToken" = c.token
LEFT JOIN "Tenancy" t ON t.id = c."tenancyId"
LEFT JOIN "Tenancy" o ON o.id = k."tenancyId"
WHERE k."tenancyId" <> c."tenancyId"
