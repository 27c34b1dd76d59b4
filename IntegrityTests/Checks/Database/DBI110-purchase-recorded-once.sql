-- DBI110: a purchase is recorded once
-- Severity: error.
-- Proves that no two subscriptions of a customer have the same snapshot and were made in the same millisecond, and no two
-- one-time purchases do either, unless their product is stackable. Those that Stripe knows have an id of it, which DBI055
-- compares; those of test mode and of grants have none.
-- A finding means that one purchase was written several times, by a request that was repeated or a restore that was: the
-- customer has more than was bought.
-- Decide: The project's owner, with Stripe: was it paid once? Then the platform's developers remove the second row and
-- what the engine has of it.
-- Look into it:
--   SELECT id, "productId", "stripeSubscriptionId", "createdAt" FROM "Subscription" WHERE "customerId" = 'CUSTOMER';
WITH purchase AS NOT MATERIALIZED (
    SELECT 'subscription' AS kind, id, "tenancyId", "customerType", "customerId", "productId", product, "createdAt" FROM "Subscription"
    UNION ALL SELECT 'purchase', id, "tenancyId", "customerType", "customerId", "productId", product, "createdAt" FROM "OneTimePurchase"
),
-- Products are large: only those of purchases that agree in all else are compared.
suspect AS MATERIALIZED (
    SELECT kind, "tenancyId", "customerType", "customerId", "createdAt" FROM purchase GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1
)
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = p."tenancyId") AS project,
    p.kind || ':' || min(p.id::text) AS subject,
    'of ' || lower(p."customerType"::text) || ':' || p."customerId" || ' is recorded ' || count(*) || ' times, at ' || p."createdAt"
        || ' too as ' || p.kind || ':' || max(p.id::text) AS detail
FROM purchase p
JOIN suspect USING (kind, "tenancyId", "customerType", "customerId", "createdAt")
WHERE coalesce(p.product ->> 'stackable', '') <> 'true'
GROUP BY p.kind, p."tenancyId", p."customerType", p."customerId", p."productId", p.product, p."createdAt"
HAVING count(DISTINCT p.id) > 1
