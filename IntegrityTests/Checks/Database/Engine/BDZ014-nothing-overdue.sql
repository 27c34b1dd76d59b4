-- BDZ014: the worker leaves nothing that is due in the queue
-- Severity: error.
-- Proves that the queue has no row whose time the engine's clock has passed. The worker carries out all rows that are due
-- in the same transaction in which it sets the clock; five seconds are allowed.
-- A finding means that items were not granted again, or that a subscription did not end, although the clock says so. The
-- worker skips the rows of a time fold that is not registered (BDZ015), and carries them out once it is.
-- Decide: The platform's operator: see why the worker does not run. It catches up when it does.
-- Look into it:
--   SELECT q."scheduledAt", m."lastProcessedAt"
--   FROM "BulldozerTimeFoldQueue" q, "BulldozerTimeFoldMetadata" m
--   WHERE q."rowIdentifier" = 'PURCHASE';
SELECT t."projectId" AS project,
    CASE q.fold WHEN 'external:payments-subscription-timefold' THEN 'subscription:' WHEN 'external:payments-otp-timefold' THEN 'purchase:'
        ELSE coalesce(q.fold, '') || ' ' END || q.id AS subject,
    'was due at ' || (q.at AT TIME ZONE 'UTC') || ' and is still in the queue, although the clock has come to '
        || (q.clock AT TIME ZONE 'UTC') AS detail
FROM (
    SELECT q."tableStoragePath"[2] #>> '{}' AS fold, q."rowIdentifier" AS id, q."scheduledAt" AS at, m."lastProcessedAt" AS clock,
        q."rowData" ->> 'tenancyId' AS tenancy
    FROM "BulldozerTimeFoldQueue" q, "BulldozerTimeFoldMetadata" m
    WHERE m.key = 'singleton' AND q."scheduledAt" <= m."lastProcessedAt" - interval '5 seconds'
) q
LEFT JOIN "Tenancy" t ON t.id::text = q.tenancy
