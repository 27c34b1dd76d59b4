-- DBI049: the customers of subscriptions in force exist
-- Severity: error.
-- Proves that the customer of each active or trialing subscription is a user or team of its tenancy. `customerId` is
-- text, and no constraint ties it to a row. The platform cancels nothing when it deletes a user or team, so that a
-- subscription of a deleted one is information. Deletions of users are recorded in `DeletedRow`, and by the newer version
-- those of teams too: a customer who vanished without such a row was lost. A subscription that is older than the first of
-- these rows is information, because its customer may have been deleted before deletions were recorded.
-- A finding means that somebody may be paying although the customer is gone, and that the project's numbers count a
-- customer that does not exist.
-- Look into it:
--   SELECT "customerType", "customerId", status, "stripeSubscriptionId" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
WITH purchase AS NOT MATERIALIZED (
    SELECT 'subscription' AS kind, id, "tenancyId", "customerType", "customerId", "createdAt"
    FROM "Subscription" WHERE status IN ('active', 'trialing')
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
)
SELECT t."projectId" AS project, p.kind || ':' || p.id AS subject,
    'is of ' || lower(p."customerType"::text) || ':' || p."customerId" || ', who does not exist' AS detail,
    CASE
        WHEN d.id IS NOT NULL THEN 'its customer was deleted'
        WHEN p."createdAt" < coalesce(b."deletedAt", 'infinity')
        THEN 'its customer may have been deleted before deletions were recorded'
    END AS cause
FROM (
    SELECT *, CASE "customerType" WHEN 'USER' THEN 'ProjectUser' ELSE 'Team' END AS "table" FROM purchase WHERE "customerType" IN ('USER', 'TEAM')
) p
-- Of other tenancies all rows are left: DBI003 and DBI059.
JOIN "Tenancy" t ON t.id = p."tenancyId"
LEFT JOIN "ProjectUser" u ON u."tenancyId" = p."tenancyId" AND u."projectUserId"::text = lower(p."customerId")
LEFT JOIN "Team" m ON m."tenancyId" = p."tenancyId" AND m."teamId"::text = lower(p."customerId")
LEFT JOIN began b ON b."tableName" = p."table"
LEFT JOIN deleted d ON d."tenancyId" = p."tenancyId" AND d."tableName" = p."table" AND d.id = lower(p."customerId")
WHERE u."projectUserId" IS NULL AND m."teamId" IS NULL
    AND NOT EXISTS (SELECT FROM away a WHERE a.id = p."tenancyId")
