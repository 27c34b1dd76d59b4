-- DBI142: what Stripe recorded is of one tenancy
-- Severity: error.
-- Proves that no id of a subscription, payment or invoice of Stripe is in two tenancies. Stripe gives each once, and the unique
-- indexes compare only within a tenancy, as DBI055 does.
-- A finding means that a purchase counts in a project that did not sell it.
-- Look into it:
--   SELECT "tenancyId", "stripeSubscriptionId", "createdAt" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT t."projectId" AS project, r.kind || ':' || r.id AS subject,
    'has the ' || r.name || ' of Stripe of another tenancy too' || coalesce(', of project ' || CASE
        WHEN t."projectId" = r.least THEN r.greatest ELSE r.least END, '') AS detail
FROM (
    SELECT 'subscription' AS kind, 'subscription' AS name, s.id, s."tenancyId", d.least, d.greatest
    FROM "Subscription" s
    JOIN (
        SELECT s."stripeSubscriptionId" AS stripe, min(t."projectId") AS least, max(t."projectId") AS greatest
        FROM "Subscription" s LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
        WHERE s."stripeSubscriptionId" IS NOT NULL GROUP BY 1 HAVING count(DISTINCT s."tenancyId") > 1
    ) d ON d.stripe = s."stripeSubscriptionId"
    UNION ALL
    SELECT 'purchase', 'payment', p.id, p."tenancyId", d.least, d.greatest
    FROM "OneTimePurchase" p
    JOIN (
        SELECT p."stripePaymentIntentId" AS stripe, min(t."projectId") AS least, max(t."projectId") AS greatest
        FROM "OneTimePurchase" p LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
        WHERE p."stripePaymentIntentId" IS NOT NULL GROUP BY 1 HAVING count(DISTINCT p."tenancyId") > 1
    ) d ON d.stripe = p."stripePaymentIntentId"
    UNION ALL
    SELECT 'invoice', 'invoice', i.id, i."tenancyId", d.least, d.greatest
    FROM "SubscriptionInvoice" i
    JOIN (
        SELECT i."stripeInvoiceId" AS stripe, min(t."projectId") AS least, max(t."projectId") AS greatest
        FROM "SubscriptionInvoice" i LEFT JOIN "Tenancy" t ON t.id = i."tenancyId"
        GROUP BY 1 HAVING count(DISTINCT i."tenancyId") > 1
    ) d ON d.stripe = i."stripeInvoiceId"
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
