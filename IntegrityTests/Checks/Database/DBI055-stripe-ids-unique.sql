-- DBI055: what Stripe knows is stored once
-- Severity: error.
-- Proves what the unique indexes demand of Stripe's ids of subscriptions, payments and invoices within a tenancy, and the
-- primary keys of purchases and item quantity changes.
-- A finding means that a purchase was recorded twice: the customer has twice what was paid for.
-- Look into it:
--   SELECT id, "stripeSubscriptionId", "createdAt" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT min(t."projectId") AS project, r.kind || ':' || min(r.id::text) AS subject, 'is stored ' || count(*) || ' times (' || r.what || ')' AS detail
FROM (
    SELECT 'subscription' AS kind, 'Stripe subscription' AS what, id, "tenancyId", "stripeSubscriptionId" AS key FROM "Subscription"
    UNION ALL SELECT 'purchase', 'Stripe payment', id, "tenancyId", "stripePaymentIntentId" FROM "OneTimePurchase"
    UNION ALL SELECT 'invoice', 'Stripe invoice', id, "tenancyId", "stripeInvoiceId" FROM "SubscriptionInvoice"
    UNION ALL SELECT 'subscription', 'id', id, "tenancyId", id::text FROM "Subscription"
    UNION ALL SELECT 'purchase', 'id', id, "tenancyId", id::text FROM "OneTimePurchase"
    UNION ALL SELECT 'item-change', 'id', id, "tenancyId", id::text FROM "ItemQuantityChange"
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r.key IS NOT NULL
GROUP BY r."tenancyId", r.kind, r.what, r.key
HAVING count(*) > 1
