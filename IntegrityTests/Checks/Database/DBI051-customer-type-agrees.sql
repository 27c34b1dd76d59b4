-- DBI051: a purchase says rightly whether its customer is a user or a team
-- Severity: error.
-- Proves that no purchase of customer type `USER` is of a team, and none of type `TEAM` of a user.
-- A finding means that what was bought does not show for the customer: the API looks for it under the other type.
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
