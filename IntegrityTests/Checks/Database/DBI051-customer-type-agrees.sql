-- DBI051: the customer type of a purchase is that of its customer
-- Severity: error.
-- Proves that no purchase of customer type `USER` belongs to a team, and none of type `TEAM` to a user.
-- A finding means that the customer does not get what was bought: the API looks for it under the other type.
-- Decide: The project's owner: who bought it? The platform's developers then correct the row and what the payments
-- engine has of it.
-- Look into it:
--   SELECT "customerType", "customerId", "itemId", quantity FROM "ItemQuantityChange" WHERE id = 'CHANGE';
WITH purchase AS NOT MATERIALIZED (
    SELECT 'subscription' AS kind, id, "tenancyId", "customerType", "customerId", status IN ('active', 'trialing') AS "inForce"
    FROM "Subscription"
    UNION ALL SELECT 'purchase', id, "tenancyId", "customerType", "customerId", false FROM "OneTimePurchase"
    UNION ALL SELECT 'item-change', id, "tenancyId", "customerType", "customerId", false FROM "ItemQuantityChange"
)
SELECT t."projectId" AS project, p.kind || ':' || p.id AS subject, 'has customer type USER, but is of team:' || p."customerId" AS detail
FROM purchase p
JOIN "Team" m ON m."tenancyId" = p."tenancyId" AND m."teamId"::text = lower(p."customerId")
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE p."customerType" = 'USER'
UNION ALL
SELECT t."projectId", p.kind || ':' || p.id, 'has customer type TEAM, but is of user:' || p."customerId"
FROM purchase p
JOIN "ProjectUser" u ON u."tenancyId" = p."tenancyId" AND u."projectUserId"::text = lower(p."customerId")
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE p."customerType" = 'TEAM'
