-- DBI055: what Stripe recorded once is stored once
-- Severity: error.
-- Proves what the unique indexes require of Stripe's ids of subscriptions, payments and invoices within a tenancy, and
-- what the primary keys of purchases and item quantity changes require.
-- A finding means that a purchase was recorded twice: the customer has twice as much as was paid for.
-- Decide: The project's owner, with Stripe: which row is of the payment? The other gave something that nobody paid for.
-- Look into it:
--   SELECT id, "stripeSubscriptionId", "createdAt" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = r."tenancyId") AS project, 'subscription:' || min(r.id::text) AS subject,
    'is stored ' || count(*) || ' times for one Stripe subscription' AS detail
FROM "Subscription" r
WHERE r."stripeSubscriptionId" IS NOT NULL
GROUP BY r."tenancyId", r."stripeSubscriptionId"
HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = r."tenancyId"), 'purchase:' || min(r.id::text),
    'is stored ' || count(*) || ' times for one Stripe payment'
FROM "OneTimePurchase" r
WHERE r."stripePaymentIntentId" IS NOT NULL
GROUP BY r."tenancyId", r."stripePaymentIntentId"
HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = r."tenancyId"), 'invoice:' || min(r.id::text),
    'is stored ' || count(*) || ' times for one Stripe invoice'
FROM "SubscriptionInvoice" r
WHERE r."stripeInvoiceId" IS NOT NULL
GROUP BY r."tenancyId", r."stripeInvoiceId"
HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = r."tenancyId"), 'subscription:' || r.id,
    'is stored ' || count(*) || ' times'
FROM "Subscription" r
GROUP BY r."tenancyId", r.id
HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = r."tenancyId"), 'purchase:' || r.id,
    'is stored ' || count(*) || ' times'
FROM "OneTimePurchase" r
GROUP BY r."tenancyId", r.id
HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = r."tenancyId"), 'item-change:' || r.id,
    'is stored ' || count(*) || ' times'
FROM "ItemQuantityChange" r
GROUP BY r."tenancyId", r.id
HAVING count(*) > 1
