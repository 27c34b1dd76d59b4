-- DBI054: invoices belong to subscriptions that exist
-- Severity: error.
-- Proves what the foreign key of `SubscriptionInvoice` to `Subscription` requires.
-- A finding means that a renewal was paid for a subscription that is gone: the list of transactions fails, or does not
-- show it.
-- Decide: The project's owner, with Stripe: the invoice names a subscription that Stripe may still have. It is an
-- account of money and stays.
-- Look into it:
--   SELECT "stripeSubscriptionId", "stripeInvoiceId", status FROM "SubscriptionInvoice" WHERE id = 'INVOICE';
WITH lost AS MATERIALIZED (
    SELECT i.id, i."tenancyId", i."stripeSubscriptionId"
    FROM "SubscriptionInvoice" i
    WHERE NOT EXISTS (
        SELECT FROM "Subscription" s WHERE s."tenancyId" = i."tenancyId" AND s."stripeSubscriptionId" = i."stripeSubscriptionId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the subscriptions, and none where none is lost.
    SELECT s."stripeSubscriptionId", min(t."projectId") AS project
    FROM "Subscription" s
    LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
    WHERE EXISTS (SELECT FROM lost) AND (s."stripeSubscriptionId" IN (SELECT "stripeSubscriptionId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'invoice:' || l.id AS subject,
    'is of a subscription ' || coalesce('of project ' || x.project, 'that does not exist') AS detail
FROM lost l
LEFT JOIN elsewhere x ON x."stripeSubscriptionId" = l."stripeSubscriptionId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"
