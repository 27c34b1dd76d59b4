-- DBI142: what Stripe recorded is of one tenancy
-- Severity: error.
-- Proves that no id of a subscription, payment or invoice of Stripe is in two tenancies. Stripe gives each once, and the unique
-- indexes compare only within a tenancy, as DBI055 does.
-- A finding means that a purchase counts in a project that did not sell it.
-- Decide: The owners of both projects, with Stripe: whose payment is it?
-- Look into it:
--   SELECT "tenancyId", "stripeSubscriptionId", "createdAt" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
WITH twice AS MATERIALIZED (
    SELECT 'subscription' AS kind, 'subscription' AS name, id, "tenancyId", "stripeSubscriptionId" AS stripe
    FROM "Subscription"
    WHERE "stripeSubscriptionId" IN (SELECT "stripeSubscriptionId" FROM "Subscription" GROUP BY 1 HAVING count(*) > 1)
    UNION ALL
    SELECT 'purchase', 'payment', id, "tenancyId", "stripePaymentIntentId"
    FROM "OneTimePurchase"
    WHERE "stripePaymentIntentId" IN (SELECT "stripePaymentIntentId" FROM "OneTimePurchase" GROUP BY 1 HAVING count(*) > 1)
    UNION ALL
    SELECT 'invoice', 'invoice', id, "tenancyId", "stripeInvoiceId"
    FROM "SubscriptionInvoice"
    WHERE "stripeInvoiceId" IN (SELECT "stripeInvoiceId" FROM "SubscriptionInvoice" GROUP BY 1 HAVING count(*) > 1)
),
shared AS (
    SELECT r.kind, r.stripe, min(t."projectId") AS least, max(t."projectId") AS greatest
    FROM twice r
    LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
    GROUP BY 1, 2
    HAVING count(DISTINCT r."tenancyId") > 1
)
SELECT t."projectId" AS project, r.kind || ':' || r.id AS subject,
    'has the ' || r.name || ' of Stripe of another tenancy too' || coalesce(', of project ' || CASE
        WHEN t."projectId" = s.least THEN s.greatest ELSE s.least END, '') AS detail
FROM twice r
JOIN shared s ON s.kind = r.kind AND s.stripe = r.stripe
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
