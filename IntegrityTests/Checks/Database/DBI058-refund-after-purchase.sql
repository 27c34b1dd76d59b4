-- DBI058: refunds come after what they refund
-- Severity: error.
-- Proves that `refundedAt` is not before `createdAt`; five minutes of difference are allowed, because the clocks may
-- differ.
-- A finding means that one of the two times is wrong, and with it the order of transactions.
-- Decide: The project's owner, with Stripe: the time is that of Stripe's refund.
-- Look into it:
--   SELECT "createdAt", "refundedAt" FROM "OneTimePurchase" WHERE id = 'PURCHASE';
SELECT t."projectId" AS project, p.kind || ':' || p.id AS subject,
    'was refunded at ' || p."refundedAt" || ', before it was made at ' || p."createdAt" AS detail
FROM (
    SELECT 'subscription' AS kind, id, "tenancyId", "createdAt", "refundedAt" FROM "Subscription"
    UNION ALL SELECT 'purchase', id, "tenancyId", "createdAt", "refundedAt" FROM "OneTimePurchase"
) p
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE p."refundedAt" < p."createdAt" - interval '5 minutes'
