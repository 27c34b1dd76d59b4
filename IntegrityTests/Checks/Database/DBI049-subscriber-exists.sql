-- DBI049: the customers of subscriptions in force exist
-- Severity: error.
-- Proves that the customer of each active or trialing subscription is a user or team of its tenancy. `customerId` is
-- text, and no constraint ties it to a row.
-- A finding means that somebody may be paying although the customer is gone, and that the project's numbers count a
-- customer that does not exist.
-- Look into it:
--   SELECT "customerType", "customerId", status, "stripeSubscriptionId" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
WITH purchase AS NOT MATERIALIZED (
    SELECT 'subscription' AS kind, id, "tenancyId", "customerType", "customerId", status IN ('active', 'trialing') AS "inForce"
    FROM "Subscription"
    UNION ALL SELECT 'purchase', id, "tenancyId", "customerType", "customerId", false FROM "OneTimePurchase"
    UNION ALL SELECT 'item-change', id, "tenancyId", "customerType", "customerId", false FROM "ItemQuantityChange"
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
    'is of ' || lower(p."customerType"::text) || ':' || p."customerId" || ', who does not exist' AS detail
FROM purchase p
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
LEFT JOIN "ProjectUser" u ON u."tenancyId" = p."tenancyId" AND u."projectUserId"::text = lower(p."customerId")
LEFT JOIN "Team" m ON m."tenancyId" = p."tenancyId" AND m."teamId"::text = lower(p."customerId")
WHERE p."inForce" AND p."customerType" IN ('USER', 'TEAM')
    AND u."projectUserId" IS NULL AND m."teamId" IS NULL
    AND NOT EXISTS (SELECT FROM away a WHERE a.id = p."tenancyId")
