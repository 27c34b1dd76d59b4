-- DBI147: Stripe's ids are of the kind of their column
-- Severity: error.
-- Proves that the id of a subscription begins with `sub_`, that of a payment with `pi_` and that of an invoice with `in_`, as Stripe
-- gives them. The platform stores each as Stripe sent it, and compares it as text with what a webhook names.
-- A finding means that ids were written into each other's columns or cut, as by an import: nothing that Stripe tells of the
-- subscription, payment or invoice reaches its row, so that it is never renewed, ended or refunded.
-- Decide: The project's owner, with Stripe: which id is which?
-- Look into it:
--   SELECT id, "stripeSubscriptionId", status FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT t."projectId" AS project, r.subject, 'has an id of Stripe that does not begin with ' || r.prefix AS detail
FROM (
    SELECT "tenancyId", 'subscription:' || id AS subject, 'sub_' AS prefix, "stripeSubscriptionId" AS stripe FROM "Subscription"
    UNION ALL SELECT "tenancyId", 'purchase:' || id, 'pi_', "stripePaymentIntentId" FROM "OneTimePurchase"
    UNION ALL SELECT "tenancyId", 'invoice:' || id, 'in_', "stripeInvoiceId" FROM "SubscriptionInvoice"
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT starts_with(r.stripe, r.prefix) OR length(r.stripe) = length(r.prefix)
