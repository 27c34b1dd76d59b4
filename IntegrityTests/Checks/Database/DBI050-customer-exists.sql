-- DBI050: the customers of purchases exist
-- Severity: warning.
-- Proves that the customer of each one-time purchase, item quantity change and ended subscription is a user or team of
-- its tenancy. The platform leaves the purchases of a user or team that it deletes: they are information. When a customer
-- counts as deleted is explained at DBI049.
-- A finding means that a customer was lost, and its purchases are still counted.
-- Decide: Whoever keeps the backups: bring the customer back. The purchase itself is an account of money and stays.
-- Look into it:
--   SELECT "customerType", "customerId", "createdAt" FROM "OneTimePurchase" WHERE id = 'PURCHASE';
WITH purchase AS NOT MATERIALIZED (
    SELECT 'subscription' AS kind, id, "tenancyId", "customerType", "customerId", "createdAt"
    FROM "Subscription" WHERE status NOT IN ('active', 'trialing')
    UNION ALL SELECT 'purchase', id, "tenancyId", "customerType", "customerId", "createdAt" FROM "OneTimePurchase"
    UNION ALL SELECT 'item-change', id, "tenancyId", "customerType", "customerId", "createdAt" FROM "ItemQuantityChange"
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
lost AS MATERIALIZED (
    SELECT t."projectId", p.*, lower(p."customerId") AS customer
    FROM (
        SELECT *, CASE "customerType" WHEN 'USER' THEN 'ProjectUser' ELSE 'Team' END AS "table" FROM purchase WHERE "customerType" IN ('USER', 'TEAM')
    ) p
    -- Of other tenancies all rows are left: DBI003 and DBI059.
    JOIN "Tenancy" t ON t.id = p."tenancyId"
    LEFT JOIN "ProjectUser" u ON u."tenancyId" = p."tenancyId" AND u."projectUserId"::text = lower(p."customerId")
    LEFT JOIN "Team" m ON m."tenancyId" = p."tenancyId" AND m."teamId"::text = lower(p."customerId")
    WHERE u."projectUserId" IS NULL AND m."teamId" IS NULL
        AND NOT EXISTS (SELECT FROM away a WHERE a.id = p."tenancyId")
),
elsewhere AS MATERIALIZED (
    -- One pass over users and teams, and none where nobody is lost.
    SELECT 'ProjectUser' AS "table", "projectUserId"::text AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE EXISTS (SELECT FROM lost) AND ("projectUserId"::text IN (SELECT customer FROM lost)) IS TRUE GROUP BY 2
    UNION ALL
    SELECT 'Team', "teamId"::text, min("mirroredProjectId")
    FROM "Team" WHERE EXISTS (SELECT FROM lost) AND ("teamId"::text IN (SELECT customer FROM lost)) IS TRUE GROUP BY 2
)
SELECT l."projectId" AS project, l.kind || ':' || l.id AS subject,
    'is of ' || lower(l."customerType"::text) || ':' || l."customerId" || coalesce(', who is of project ' || x.project, ', who does not exist') AS detail,
    CASE
        WHEN x.id IS NOT NULL THEN NULL
        WHEN d.id IS NOT NULL THEN 'its customer was deleted'
        WHEN l."createdAt" < coalesce(b."deletedAt", 'infinity')
        THEN 'its customer may have been deleted before deletions were recorded'
    END AS cause
FROM lost l
LEFT JOIN elsewhere x ON x."table" = l."table" AND x.id = l.customer
LEFT JOIN began b ON b."tableName" = l."table"
LEFT JOIN deleted d ON d."tenancyId" = l."tenancyId" AND d."tableName" = l."table" AND d.id = l.customer
