-- DBI126: the times of e-mails in the outbox are in order
-- Severity: error.
-- Proves that a mail was created, rendered, sent and opened in this order, and not sent before it was scheduled. Five minutes of
-- difference are allowed, because some times are the database's and others the backend's. What is edited begins anew.
-- A finding means that a time was overwritten: the mail was sent too early, or the numbers of deliveries are wrong.
-- Decide: The platform's operator: the mail provider's log has the times. Nothing depends on them any more.
-- Look into it:
--   SELECT "createdAt", "scheduledAt", "startedRenderingAt", "finishedRenderingAt", "startedSendingAt", "finishedSendingAt" FROM "EmailOutbox" WHERE id = 'MAIL';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
)
SELECT t."projectId" AS project, 'mail:' || e.id AS subject, 'has times that are not in order: ' || e.wrong AS detail
FROM (
    SELECT "tenancyId", id, CASE
        WHEN "startedRenderingAt" < "createdAt" - interval '5 minutes' THEN 'startedRenderingAt is before createdAt'
        WHEN "finishedRenderingAt" < "startedRenderingAt" - interval '5 minutes' THEN 'finishedRenderingAt is before startedRenderingAt'
        WHEN "startedSendingAt" < "finishedRenderingAt" - interval '5 minutes' THEN 'startedSendingAt is before finishedRenderingAt'
        WHEN "startedSendingAt" < "scheduledAt" - interval '5 minutes' THEN 'startedSendingAt is before scheduledAt'
        WHEN "finishedSendingAt" < "startedSendingAt" - interval '5 minutes' THEN 'finishedSendingAt is before startedSendingAt'
        WHEN least("deliveredAt", "deliveryDelayedAt", "bouncedAt", "openedAt", "clickedAt", "unsubscribedAt", "markedAsSpamAt")
            < "startedSendingAt" - interval '5 minutes' THEN 'what came of it is before startedSendingAt'
    END AS wrong
    FROM "EmailOutbox"
    WHERE "createdAt" <= (SELECT now FROM moment)
) e
LEFT JOIN "Tenancy" t ON t.id = e."tenancyId"
WHERE e.wrong IS NOT NULL
