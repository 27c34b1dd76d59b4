-- DBI049: the customers of subscriptions in force exist
-- Severity: error.
-- Proves that the customer of each active or trialing subscription is a user or team of its tenancy. `customerId` is
-- text, and no constraint ties it to a row. The platform cancels nothing when it deletes a user or team, so that a
-- subscription of a deleted one is information. Deletions of users are recorded in `DeletedRow`, and by the newer version
-- those of teams too: a customer who vanished without such a row was lost. A subscription that is older than the first of
-- these rows is information, because its customer may have been deleted before deletions were recorded.
-- A finding means that somebody may be paying although the customer is gone, and that the project's numbers count a
-- customer that does not exist.
-- Decide: The project's owner: is somebody still paying? Cancel the subscription at Stripe, or bring the customer back
-- from a backup.
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
