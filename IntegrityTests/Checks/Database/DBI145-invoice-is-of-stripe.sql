-- DBI145: invoices have a state and a total that Stripe gives
-- Severity: warning.
-- Proves that the status of each invoice is one of Stripe's five or not known, and that its total is not negative. Stripe makes
-- negative totals when a plan is changed to a cheaper one, so this is a warning. `succeeded` is what the platform's seed writes:
-- information.
-- A finding means that the sum of what was paid is wrong.
-- Decide: The project's owner, with Stripe: state and total are those of Stripe's invoice.
-- Look into it:
--   SELECT "stripeInvoiceId", status, "amountTotal" FROM "SubscriptionInvoice" WHERE id = 'INVOICE';
SELECT t."projectId" AS project, 'invoice:' || i.id AS subject,
    CASE WHEN i."amountTotal" < 0 THEN 'has the total ' || i."amountTotal" ELSE 'has a status that Stripe does not have' END AS detail,
    CASE WHEN i.status = 'succeeded' AND i."amountTotal" >= 0 THEN 'the platform''s seed writes it' END AS cause
FROM "SubscriptionInvoice" i
LEFT JOIN "Tenancy" t ON t.id = i."tenancyId"
WHERE i."amountTotal" < 0 OR i.status NOT IN ('draft', 'open', 'paid', 'uncollectible', 'void')
