-- A mail has waited for a worker for a year.
-- Kind: order of times
UPDATE "EmailOutbox" SET status = 'PREPARING', "isPaused" = false, "renderedByWorkerId" = NULL, "startedRenderingAt" = NULL,
    "simpleStatus" = 'IN_PROGRESS', "finishedSendingAt" = NULL, "canHaveDeliveryInfo" = NULL, "sentAt" = NULL,
    "startedSendingAt" = NULL, "finishedRenderingAt" = NULL, "renderedHtml" = NULL, "renderedSubject" = NULL, "renderedIsTransactional" = NULL,
    "isQueued" = false, "scheduledAtIfNotYetQueued" = "scheduledAt", priority = 0 WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
