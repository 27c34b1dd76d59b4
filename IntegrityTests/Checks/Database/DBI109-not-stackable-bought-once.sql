-- DBI109: a product that is not stackable is owned once
-- Severity: error.
-- Proves that no customer owns a product of the config twice, by active or trialing subscriptions and one-time purchases that
-- were not refunded, unless the newest snapshot of it is stackable. The backend refuses to sell it again, but it checks before
-- Stripe is paid and locks nothing.
-- A finding means that the customer paid twice for one thing: one of the payments has to be given back.
-- Look into it:
--   SELECT id, "productId", "stripePaymentIntentId", "createdAt" FROM "OneTimePurchase" WHERE "customerId" = 'CUSTOMER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = p."tenancyId") AS project,
    min(p.subject) AS subject,
    'of ' || lower(p."customerType"::text) || ':' || p."customerId" || ' is of product ' || p."productId"
        || ', which is not stackable and is owned by ' || max(p.subject) || ' too (' || count(*) || ' times)' AS detail
FROM (
    SELECT 'subscription:' || id AS subject, "tenancyId", "customerType", "customerId", "productId", "createdAt",
        coalesce(product ->> 'stackable', '') = 'true' AS stackable
    FROM "Subscription" WHERE status IN ('active', 'trialing') AND "productId" IS NOT NULL
    UNION ALL
    SELECT 'purchase:' || id, "tenancyId", "customerType", "customerId", "productId", "createdAt", coalesce(product ->> 'stackable', '') = 'true'
    FROM "OneTimePurchase" WHERE "refundedAt" IS NULL AND "productId" IS NOT NULL
) p
GROUP BY p."tenancyId", p."customerType", p."customerId", p."productId"
HAVING count(*) > 1 AND NOT (array_agg(p.stackable ORDER BY p."createdAt" DESC, p.stackable))[1]
