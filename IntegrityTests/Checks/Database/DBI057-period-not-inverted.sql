-- DBI057: periods of subscriptions end after they begin
-- Severity: error.
-- Proves that `currentPeriodEnd` is not before `currentPeriodStart`.
-- A finding means that the subscription grants nothing, and is renewed at the wrong time.
-- Decide: The project's owner, with Stripe: the period is that of Stripe's subscription.
-- Look into it:
--   SELECT "currentPeriodStart", "currentPeriodEnd", status FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT t."projectId" AS project, 'subscription:' || s.id AS subject,
    'has a period from ' || s."currentPeriodStart" || ' to ' || s."currentPeriodEnd" AS detail
FROM "Subscription" s
LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
WHERE s."currentPeriodEnd" < s."currentPeriodStart"
