-- DBI054: invoices belong to subscriptions that exist
-- Severity: error.
-- Proves what the foreign key of `SubscriptionInvoice` to `Subscription` requires.
-- A finding means that a renewal was paid for a subscription that is gone: the list of transactions fails, or does not
-- show it.
-- Look into it:
--   SELECT "stripeSubscriptionId", "stripeInvoiceId", status FROM "SubscriptionInvoice" WHERE id = 'INVOICE';
SELECT t."projectId" AS project, 'invoice:' || i.id AS subject, 'is of a subscription that does not exist' AS detail
FROM "SubscriptionInvoice" i
LEFT JOIN "Tenancy" t ON t.id = i."tenancyId"
WHERE NOT EXISTS (
    SELECT FROM "Subscription" s WHERE s."tenancyId" = i."tenancyId" AND s."stripeSubscriptionId" = i."stripeSubscriptionId")
