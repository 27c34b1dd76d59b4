-- DBI133: subscriptions in force have not ended
-- Severity: warning.
-- Proves that no active or trialing subscription has `endedAt`, which the newer version has. The platform does not clear it when
-- Stripe revives an unpaid subscription, so this is a warning.
-- A finding means that the payments engine has taken the product back although the customer pays for it.
-- Decide: The project's owner, with Stripe: did it end? The platform follows Stripe's next event.
-- Look into it:
--   SELECT status, "canceledAt", "endedAt", "updatedAt" FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT t."projectId" AS project, 'subscription:' || s.id AS subject, 'is ' || s.status || ', but ended at ' || s."endedAt" AS detail
-- A version without the column has its stand-in, so that one query fits all.
FROM (VALUES (NULL::timestamp)) AS absent("endedAt"), LATERAL (
    SELECT id, "tenancyId", status, "endedAt"
    FROM "Subscription"
    WHERE status IN ('active', 'trialing') AND "endedAt" IS NOT NULL
) s
LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
