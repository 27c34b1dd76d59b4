-- DBI108: a customer has one subscription in force per product line
-- Severity: error.
-- Proves that no customer has two active or trialing subscriptions whose snapshots are of one product line (in older
-- snapshots `catalogId` or `groupId`) and are no add-ons. The backend replaces the first one when the second is bought, but it
-- checks before it writes and locks nothing. Not reported for an hour after the newest was made, since Stripe's word that the
-- old one has ended comes later.
-- A finding means that the customer pays for two plans of which one is meant, and has the items of both.
-- Decide: The project's owner: which subscription does the customer want? Cancel the other, and pay back what was taken
-- twice.
-- Look into it:
--   SELECT id, status, "productId", "stripeSubscriptionId", "createdAt" FROM "Subscription" WHERE "customerId" = 'CUSTOMER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = s."tenancyId") AS project,
    'subscription:' || min(s.id::text) AS subject,
    'of ' || lower(s."customerType"::text) || ':' || s."customerId" || ' is in force with subscription:' || max(s.id::text)
        || ' in the product line ' || s.line || ' (' || count(*) || ' subscriptions)' AS detail
FROM (
    SELECT id, "tenancyId", "customerType", "customerId", "createdAt",
        coalesce(product ->> 'productLineId', product ->> 'catalogId', product ->> 'groupId') AS line
    FROM "Subscription"
    WHERE status IN ('active', 'trialing') AND "productId" IS NOT NULL AND jsonb_typeof(product -> 'isAddOnTo') IS DISTINCT FROM 'object'
) s
WHERE s.line IS NOT NULL
GROUP BY s."tenancyId", s."customerType", s."customerId", s.line
HAVING count(*) > 1
    AND max(s."createdAt") < coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' - interval '1 hour'
