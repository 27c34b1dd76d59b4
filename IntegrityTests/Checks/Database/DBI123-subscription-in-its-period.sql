-- DBI123: subscriptions in force are in their period
-- Severity: error.
-- Proves that the paid period of each active or trialing subscription that Stripe knows ended less than a week ago, if it has
-- ended at all. Stripe renews or ends it then, and the platform learns of it within days. Nothing renews one that was granted or
-- bought in test mode: it stays in force, which is information. So is what the platform's own seed wrote.
-- A finding means that the platform did not hear of Stripe for longer: the customer has what is not paid for, or pays for what
-- is not counted.
-- Decide: The project's owner, with Stripe: is the subscription still paid? The platform follows Stripe's next event.
-- Look into it:
--   SELECT status, "stripeSubscriptionId", "currentPeriodEnd", "updatedAt" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT t."projectId" AS project, 'subscription:' || s.id AS subject,
    'is ' || s.status || ', but its period ended at ' || s."currentPeriodEnd" AS detail,
    CASE
        WHEN s."stripeSubscriptionId" IN ('sub_growth_designsystems', 'sub_starter_prototype') THEN 'the platform''s seed wrote it'
    END AS cause
FROM "Subscription" s
LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
WHERE s.status IN ('active', 'trialing') AND s."stripeSubscriptionId" IS NOT NULL
    AND s."currentPeriodEnd" < coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' - interval '7 days'
