-- DBI127: invoices come after their subscription
-- Severity: error.
-- Proves that no invoice was made before its subscription. The foreign key lets the platform write it only afterwards. Five
-- minutes of difference are allowed.
-- A finding means that one of the two times is wrong: renewals are in the wrong place of the list of transactions.
-- Decide: The project's owner, with Stripe: which subscription is the invoice of?
-- Look into it:
--   SELECT "stripeSubscriptionId", "stripeInvoiceId", status, "createdAt" FROM "SubscriptionInvoice" WHERE id = 'INVOICE';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
)
SELECT t."projectId" AS project, 'invoice:' || i.id AS subject,
    'was made at ' || i."createdAt" || ', before subscription:' || s.id || ' was made at ' || s."createdAt" AS detail
FROM "SubscriptionInvoice" i
JOIN "Subscription" s ON s."tenancyId" = i."tenancyId" AND s."stripeSubscriptionId" = i."stripeSubscriptionId"
LEFT JOIN "Tenancy" t ON t.id = i."tenancyId"
WHERE i."createdAt" < s."createdAt" - interval '5 minutes' AND s."createdAt" <= (SELECT now FROM moment)
