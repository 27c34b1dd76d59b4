-- DBI124: subscriptions end after they began
-- Severity: error.
-- Proves that `endedAt` and `canceledAt`, which the newer version has, are not before `createdAt`. Five minutes of difference
-- are allowed, because Stripe's clock is another.
-- A finding means that one of the times is wrong: the payments engine takes the product back before it gives it.
-- Decide: The project's owner, with Stripe: the times are those of Stripe's subscription.
-- Look into it:
--   SELECT status, "createdAt", "canceledAt", "endedAt" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
)
SELECT t."projectId" AS project, 'subscription:' || s.id AS subject,
    concat_ws(' and ', CASE WHEN s."canceledAt" < s."createdAt" - interval '5 minutes' THEN 'was canceled at ' || s."canceledAt" END,
        CASE WHEN s."endedAt" < s."createdAt" - interval '5 minutes' THEN 'ended at ' || s."endedAt" END)
        || ', before it was made at ' || s."createdAt" AS detail
-- A version without the columns has their stand-ins, so that one query fits all.
FROM (VALUES (NULL::timestamp, NULL::timestamp)) AS absent("canceledAt", "endedAt"), LATERAL (
    SELECT id, "tenancyId", "createdAt", "canceledAt", "endedAt"
    FROM "Subscription"
    WHERE least("canceledAt", "endedAt") < "createdAt" - interval '5 minutes' AND "createdAt" <= (SELECT now FROM moment)
) s
LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
