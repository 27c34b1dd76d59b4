-- DBI117: e-mails in the outbox say who they are for, and what follows from their columns
-- Severity: error.
-- Proves that `to` is one of the three kinds of recipient that the worker reads; that a category of notification is one of the
-- platform's two; that a mail has at most as many errors of attempts as attempts; and that `status`, `simpleStatus`,
-- `priority`, `sentAt` and `scheduledAtIfNotYetQueued` follow from the other columns. The database computes these five, which a
-- restore can undo.
-- A finding means that the worker fails at the mail, sends it in the wrong order or again, or that the dashboard shows another state.
-- Decide: The platform's operator: cancel the mail, or correct who it is for.
-- Look into it:
--   SELECT "to" ->> 'type', status, "simpleStatus", priority, "sendRetries" FROM "EmailOutbox" WHERE id = 'MAIL';
SELECT t."projectId" AS project, 'mail:' || e.id AS subject, e.wrong AS detail
FROM (
    SELECT "tenancyId", id, CASE
        WHEN jsonb_typeof("to") <> 'object' OR coalesce("to" ->> 'type', '') NOT IN ('user-primary-email', 'user-custom-emails', 'custom-emails')
            THEN 'has a recipient of no known kind'
        WHEN "to" ->> 'type' <> 'custom-emails' AND (jsonb_typeof("to" -> 'userId') IS DISTINCT FROM 'string'
            OR "to" ->> 'userId' !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$') THEN 'is for a user without the id of a user'
        WHEN "to" ->> 'type' <> 'user-primary-email' AND jsonb_typeof("to" -> 'emails') IS DISTINCT FROM 'array'
            THEN 'is for e-mail addresses that are no list'
        WHEN "overrideNotificationCategoryId" NOT IN ('7bb82d33-2f54-4a3d-9d23-82739e0d66ef', '4f6f8873-3d04-46bd-8bef-18338b1a1b4c')
            OR "renderedNotificationCategoryId" NOT IN ('7bb82d33-2f54-4a3d-9d23-82739e0d66ef', '4f6f8873-3d04-46bd-8bef-18338b1a1b4c')
            THEN 'is of a category of notifications that does not exist'
        WHEN "sendRetries" < 0 OR jsonb_typeof("sendAttemptErrors") = 'array' AND jsonb_array_length("sendAttemptErrors") > "sendRetries"
            OR jsonb_typeof("sendAttemptErrors") NOT IN ('array', 'null') THEN 'has other errors of attempts than attempts'
        WHEN priority <> CASE WHEN "isHighPriority" THEN 100 ELSE 0 END + CASE WHEN "renderedIsTransactional" THEN 10 ELSE 0 END
            THEN 'has a priority that does not follow from its columns'
        WHEN "scheduledAtIfNotYetQueued" IS NOT NULL AND ("isQueued" OR "scheduledAtIfNotYetQueued" <> "scheduledAt")
            THEN 'has a scheduledAtIfNotYetQueued that does not follow from its columns'
        WHEN "sentAt" IS DISTINCT FROM CASE WHEN "canHaveDeliveryInfo" THEN "deliveredAt" ELSE "finishedSendingAt" END
                AND "sentAt" IS NOT NULL
            THEN 'has a sentAt that does not follow from its columns'
        WHEN status::text <> CASE
            WHEN "isPaused" THEN 'PAUSED'
            WHEN "skippedReason" IS NOT NULL THEN 'SKIPPED'
            WHEN "startedRenderingAt" IS NULL THEN 'PREPARING'
            WHEN "finishedRenderingAt" IS NULL THEN 'RENDERING'
            WHEN "renderErrorExternalMessage" IS NOT NULL THEN 'RENDER_ERROR'
            WHEN "startedSendingAt" IS NULL AND NOT "isQueued" THEN 'SCHEDULED'
            WHEN "startedSendingAt" IS NULL THEN 'QUEUED'
            WHEN "finishedSendingAt" IS NULL OR "canHaveDeliveryInfo" AND "deliveredAt" IS NULL THEN 'SENDING'
            WHEN "sendServerErrorExternalMessage" IS NOT NULL THEN 'SERVER_ERROR'
            WHEN NOT "canHaveDeliveryInfo" THEN 'SENT'
            WHEN "markedAsSpamAt" IS NOT NULL THEN 'MARKED_AS_SPAM'
            WHEN "clickedAt" IS NOT NULL THEN 'CLICKED'
            WHEN "openedAt" IS NOT NULL THEN 'OPENED'
            WHEN "bouncedAt" IS NOT NULL THEN 'BOUNCED'
            WHEN "deliveryDelayedAt" IS NOT NULL THEN 'DELIVERY_DELAYED'
            ELSE 'SENT'
        END THEN 'has the status ' || status || ', which does not follow from its columns'
        WHEN "simpleStatus"::text <> CASE
            WHEN "skippedReason" IS NOT NULL THEN 'OK'
            WHEN coalesce("renderErrorExternalMessage", "sendServerErrorExternalMessage") IS NOT NULL OR "bouncedAt" IS NOT NULL THEN 'ERROR'
            WHEN "finishedSendingAt" IS NULL OR "canHaveDeliveryInfo" AND "deliveredAt" IS NULL THEN 'IN_PROGRESS'
            ELSE 'OK'
        END THEN 'has the simple status ' || "simpleStatus" || ', which does not follow from its columns'
    END AS wrong
    FROM "EmailOutbox"
) e
LEFT JOIN "Tenancy" t ON t.id = e."tenancyId"
WHERE e.wrong IS NOT NULL
