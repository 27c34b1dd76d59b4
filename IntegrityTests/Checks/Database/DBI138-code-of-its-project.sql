-- DBI138: verification codes are about what their project has
-- Severity: error.
-- Proves that the project and branch of each code have a tenancy, and that the user (`user_id`), team (`team_id`) or tenancy
-- (`tenancyId`) that its data names is of that tenancy and written as ids are: the platform compares it as text. It leaves the codes
-- of a project, user or team that it deletes: information, and only while they can be used. When somebody counts as deleted is
-- explained at DBI049.
-- A finding means that the code opens something of another project, or that what it is about was lost.
-- Decide: The platform's operator: let the code expire. Whoever needs it asks for another.
-- Look into it:
--   SELECT "projectId", "branchId", type, data - 'product', "expiresAt", "usedAt" FROM "VerificationCode" WHERE id = 'CODE';
WITH moment AS MATERIALIZED (
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
),
deleted AS (
    SELECT "tenancyId", "tableName", coalesce("primaryKey" ->> 'projectUserId', "primaryKey" ->> 'teamId') AS id, min("deletedAt") AS "deletedAt"
    FROM "DeletedRow" WHERE "tableName" IN ('ProjectUser', 'Team') GROUP BY 1, 2, 3
),
began AS (
    SELECT "tableName", min("deletedAt") AS "deletedAt" FROM deleted GROUP BY 1
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
tenancy AS MATERIALIZED (
    -- Of several, which DBI002 and DBI112 report, the first that was made.
    SELECT DISTINCT ON ("projectId", "branchId") id, "projectId", "branchId"
    FROM "Tenancy" WHERE "hasNoOrganization" = 'TRUE' ORDER BY "projectId", "branchId", "createdAt", id
),
code AS MATERIALIZED (
    SELECT v."projectId", v.id, v."createdAt", v."usedAt" IS NULL AND v."expiresAt" > (SELECT now FROM moment) AS usable,
        t.id AS "tenancyId", v."branchId", lower(v.data ->> 'user_id') AS "user", lower(v.data ->> 'team_id') AS team,
        coalesce(v.data ->> 'user_id', v.data ->> 'team_id') !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' AS "otherForm",
        CASE WHEN v.type = 'PURCHASE_URL' THEN v.data ->> 'tenancyId' END AS tenancy
    FROM "VerificationCode" v
    LEFT JOIN tenancy t ON t."projectId" = v."projectId" AND t."branchId" = v."branchId"
),
lost AS MATERIALIZED (
    SELECT c.*, 'ProjectUser' AS "table", c."user" AS named FROM code c
    WHERE c."user" IS NOT NULL AND c."tenancyId" IS NOT NULL AND NOT EXISTS (SELECT FROM away a WHERE a.id = c."tenancyId")
        AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = c."tenancyId" AND u."projectUserId"::text = c."user")
    UNION ALL
    SELECT c.*, 'Team', c.team FROM code c
    WHERE c.team IS NOT NULL AND c."tenancyId" IS NOT NULL AND NOT EXISTS (SELECT FROM away a WHERE a.id = c."tenancyId")
        AND NOT EXISTS (SELECT FROM "Team" m WHERE m."tenancyId" = c."tenancyId" AND m."teamId"::text = c.team)
),
elsewhere AS MATERIALIZED (
    -- IS TRUE: one pass over users and teams, however many are lost.
    SELECT 'ProjectUser' AS "table", "projectUserId"::text AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE ("projectUserId"::text IN (SELECT named FROM lost)) IS TRUE GROUP BY 2
    UNION ALL
    SELECT 'Team', "teamId"::text, min("mirroredProjectId") FROM "Team" WHERE ("teamId"::text IN (SELECT named FROM lost)) IS TRUE GROUP BY 2
)
SELECT c."projectId" AS project, 'verification-code:' || c.id AS subject,
    CASE WHEN p.id IS NULL THEN 'is of project ' || c."projectId" || ', which does not exist'
        ELSE 'is of branch ' || c."branchId" || ', which its project does not have' END AS detail,
    CASE WHEN p.id IS NULL THEN 'its project was deleted' END AS cause
FROM code c
LEFT JOIN "Project" p ON p.id = c."projectId"
-- DBI002 reports a project without the branch main.
WHERE c."tenancyId" IS NULL AND (p.id IS NOT NULL AND c."branchId" <> 'main' OR p.id IS NULL AND c.usable)
UNION ALL
SELECT c."projectId", 'verification-code:' || c.id, 'is for a purchase in tenancy:' || c.tenancy || coalesce(', which is of project ' || o."projectId", ''), NULL
FROM code c
LEFT JOIN "Tenancy" o ON o.id::text = c.tenancy
WHERE c.tenancy <> c."tenancyId"::text
UNION ALL
SELECT c."projectId", 'verification-code:' || c.id, 'names a user or team by an id that is written in another form', NULL
FROM code c
WHERE c."otherForm"
UNION ALL
SELECT l."projectId", 'verification-code:' || l.id,
    'is for ' || CASE l."table" WHEN 'Team' THEN 'team:' ELSE 'user:' END || l.named
        || coalesce(', which is of project ' || x.project, ', which does not exist'),
    CASE
        WHEN x.id IS NOT NULL THEN NULL
        WHEN d.id IS NOT NULL THEN 'it was deleted'
        WHEN l."createdAt" < coalesce(b."deletedAt", 'infinity') THEN 'it may have been deleted before deletions were recorded'
    END
FROM lost l
LEFT JOIN elsewhere x ON x."table" = l."table" AND x.id = l.named
LEFT JOIN deleted d ON d."tenancyId" = l."tenancyId" AND d."tableName" = l."table" AND d.id = l.named
LEFT JOIN began b ON b."tableName" = l."table"
WHERE l.usable OR x.id IS NOT NULL
