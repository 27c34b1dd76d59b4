-- DBI125: e-mails in the outbox are not stuck
-- Severity: error.
-- Proves that no mail, unless it is paused or skipped, has waited to be rendered, been in rendering, waited to be queued, or been
-- in sending for more than a day, or been in the queue for two weeks. The worker takes what waits within minutes, gives up what it
-- did not finish in 20 minutes (the reference version only reports it), and sends as fast as the project may.
-- A finding means that a worker died or stands: the mail was not sent, or was and is not known to be.
-- Decide: The platform's operator: see why the worker stopped; was the mail sent? If not, it can be sent again.
-- Look into it:
--   SELECT status, "createdAt", "scheduledAt", "startedRenderingAt", "startedSendingAt", "sendRetries" FROM "EmailOutbox" WHERE id = 'MAIL';
WITH moment AS MATERIALIZED (
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' - interval '1 day' AS latest
)
SELECT t."projectId" AS project, 'mail:' || e.id AS subject, e.stuck AS detail
FROM (
    SELECT "tenancyId", id, CASE
        WHEN "startedSendingAt" < (SELECT latest FROM moment) THEN 'has been in sending since ' || "startedSendingAt"
        WHEN "startedSendingAt" IS NOT NULL THEN NULL
        WHEN "finishedRenderingAt" IS NULL AND "startedRenderingAt" < (SELECT latest FROM moment)
            THEN 'has been in rendering since ' || "startedRenderingAt"
        WHEN "startedRenderingAt" IS NULL AND "createdAt" < (SELECT latest FROM moment) THEN 'has waited to be rendered since ' || "createdAt"
        WHEN "finishedRenderingAt" IS NULL OR "renderErrorExternalMessage" IS NOT NULL THEN NULL
        WHEN NOT "isQueued" AND greatest("scheduledAt", "nextSendRetryAt", "finishedRenderingAt") < (SELECT latest FROM moment)
            THEN 'has waited to be queued since ' || greatest("scheduledAt", "nextSendRetryAt", "finishedRenderingAt")
        WHEN "isQueued" AND greatest("scheduledAt", "finishedRenderingAt") < (SELECT latest FROM moment) - interval '13 days'
            THEN 'has been in the queue since ' || greatest("scheduledAt", "finishedRenderingAt")
    END AS stuck
    FROM "EmailOutbox"
    WHERE NOT "isPaused" AND "skippedReason" IS NULL AND "finishedSendingAt" IS NULL
) e
LEFT JOIN "Tenancy" t ON t.id = e."tenancyId"
WHERE e.stuck IS NOT NULL
