-- DBI109: a product that is not stackable is owned once
-- Severity: error.
-- Proves that no customer owns a product of the config twice, by active or trialing subscriptions and one-time purchases that
-- were not refunded, unless the newest snapshot of it is stackable. The backend refuses to sell it again, but it checks before
-- Stripe is paid and locks nothing.
-- A finding means that the customer paid twice for one thing: one of the payments has to be given back.
-- Decide: The project's owner: pay back what was bought twice.
-- Look into it:
--   SELECT id, "productId", "stripePaymentIntentId", "createdAt" FROM "OneTimePurchase" WHERE "customerId" = 'CUSTOMER';
WITH owned AS NOT MATERIALIZED (
    SELECT 'subscription:' AS kind, id, "tenancyId", "customerType", "customerId", "productId", "createdAt",
        coalesce(product ->> 'stackable', '') = 'true' AS stackable
    FROM "Subscription" WHERE status IN ('active', 'trialing') AND "productId" IS NOT NULL
    UNION ALL
    SELECT 'purchase:', id, "tenancyId", "customerType", "customerId", "productId", "createdAt", coalesce(product ->> 'stackable', '') = 'true'
    FROM "OneTimePurchase" WHERE "refundedAt" IS NULL AND "productId" IS NOT NULL
),
-- Products are large: only those that a customer owns twice are looked into.
twice AS MATERIALIZED (
    SELECT "tenancyId", "customerType", "customerId", "productId" FROM owned GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
)
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = p."tenancyId") AS project,
    min(p.kind || p.id) AS subject,
    'of ' || lower(p."customerType"::text) || ':' || p."customerId" || ' is of product ' || p."productId"
        || ', which is not stackable and is owned by ' || max(p.kind || p.id) || ' too (' || count(*) || ' times)' AS detail
FROM owned p
JOIN twice USING ("tenancyId", "customerType", "customerId", "productId")
GROUP BY p."tenancyId", p."customerType", p."customerId", p."productId"
HAVING NOT (array_agg(p.stackable ORDER BY p."createdAt" DESC, p.stackable))[1]
