-- A mail has been in rendering for a year: its worker died.
-- Kind: order of times
UPDATE "EmailOutbox" SET status = 'RENDERING', "simpleStatus" = 'IN_PROGRESS', "finishedSendingAt" = NULL, "canHaveDeliveryInfo" = NULL, "sentAt" = NULL,
    "startedSendingAt" = NULL, "finishedRenderingAt" = NULL, "renderedHtml" = NULL, "renderedSubject" = NULL, "renderedIsTransactional" = NULL,
    "isQueued" = false, "scheduledAtIfNotYetQueued" = "scheduledAt", priority = 0 WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
