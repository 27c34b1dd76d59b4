-- DBI056: the quantity of subscriptions and one-time purchases is at least one
-- Severity: error.
-- Proves that their quantity is positive. Item quantity changes may be negative, so they are not included.
-- A finding means that a customer owns none, or fewer, of what it bought: balances are wrong.
-- Decide: The project's owner, with Stripe: how many were bought?
-- Look into it:
--   SELECT quantity, "productId" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT t."projectId" AS project, p.kind || ':' || p.id AS subject, 'has quantity ' || p.quantity AS detail
FROM (
    SELECT 'subscription' AS kind, id, "tenancyId", quantity FROM "Subscription"
    UNION ALL SELECT 'purchase', id, "tenancyId", quantity FROM "OneTimePurchase"
) p
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE p.quantity < 1
