-- DBI050: the customers of purchases exist
-- Severity: warning.
-- Proves that the customer of each one-time purchase, item quantity change and ended subscription is a user or team of
-- its tenancy. Purchases may remain after their customer was deleted, so this is a warning.
-- A finding means that purchases of a deleted customer are still counted, or that a customer was lost.
-- Look into it:
--   SELECT "customerType", "customerId", "createdAt" FROM "OneTimePurchase" WHERE id = 'PURCHASE';
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
WHERE NOT p."inForce" AND p."customerType" IN ('USER', 'TEAM')
    AND u."projectUserId" IS NULL AND m."teamId" IS NULL
    AND NOT EXISTS (SELECT FROM away a WHERE a.id = p."tenancyId")
