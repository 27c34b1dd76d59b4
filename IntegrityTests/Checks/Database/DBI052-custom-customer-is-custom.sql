-- DBI052: custom customers are neither users nor teams
-- Severity: warning.
-- Proves that no purchase of customer type `CUSTOM` has the id of a user or team of its tenancy. A program may use such
-- ids on purpose, so this is a warning.
-- A finding means that a purchase was meant for the user or team; the balance of an item adds up the changes of both.
-- Decide: The project's owner: was it meant for the user or team, or for a customer with the same id?
-- Look into it:
--   SELECT "customerType", "customerId", "itemId", quantity FROM "ItemQuantityChange" WHERE id = 'CHANGE';
WITH purchase AS NOT MATERIALIZED (
    SELECT 'subscription' AS kind, id, "tenancyId", "customerType", "customerId", status IN ('active', 'trialing') AS "inForce"
    FROM "Subscription"
    UNION ALL SELECT 'purchase', id, "tenancyId", "customerType", "customerId", false FROM "OneTimePurchase"
    UNION ALL SELECT 'item-change', id, "tenancyId", "customerType", "customerId", false FROM "ItemQuantityChange"
)
SELECT t."projectId" AS project, p.kind || ':' || p.id AS subject,
    'has customer type CUSTOM, but the id of ' || c.kind || ':' || p."customerId" AS detail
FROM purchase p
JOIN (
    SELECT 'user' AS kind, "tenancyId", "projectUserId"::text AS id FROM "ProjectUser"
    UNION ALL SELECT 'team', "tenancyId", "teamId"::text FROM "Team"
) c ON c."tenancyId" = p."tenancyId" AND c.id = lower(p."customerId")
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE p."customerType" = 'CUSTOM'
