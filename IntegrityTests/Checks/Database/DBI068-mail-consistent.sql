-- DBI068: e-mails in the outbox are in a possible state
-- Severity: error.
-- Proves what the 18 check constraints on `EmailOutbox` require: times, errors and results of rendering and sending are
-- consistent.
-- A finding means that the worker may send a mail twice or never, or shows a wrong state. The detail names the
-- constraint that is broken.
-- Decide: The platform's operator: was the mail sent? The mail provider's log says so. Mail that was not can be
-- cancelled and sent again.
-- Look into it:
--   SELECT status, "createdAt", "startedRenderingAt", "finishedRenderingAt", "startedSendingAt", "finishedSendingAt" FROM "EmailOutbox" WHERE id = 'MAIL';
SELECT t."projectId" AS project, 'mail:' || b.id AS subject, 'breaks ' || b.broken AS detail
FROM (
    SELECT "tenancyId", id,
        CASE
            WHEN NOT (((("finishedSendingAt" IS NULL) AND ("canHaveDeliveryInfo" IS NULL)) OR (("finishedSendingAt" IS NOT NULL)
                AND ("canHaveDeliveryInfo" IS NOT NULL)))) THEN 'EmailOutbox_can_have_delivery_info_check'
            WHEN NOT ((("clickedAt" IS NULL) OR ("openedAt" IS NOT NULL))) THEN 'EmailOutbox_click_implies_open_check'
            WHEN NOT (((( CASE WHEN ("deliveredAt" IS NOT NULL) THEN 1 ELSE 0 END + CASE WHEN ("deliveryDelayedAt" IS NOT NULL)
                THEN 1 ELSE 0 END) + CASE WHEN ("bouncedAt" IS NOT NULL) THEN 1 ELSE 0 END) <= 1)) THEN
                'EmailOutbox_delivery_exclusive_check'
            WHEN NOT ((("canHaveDeliveryInfo" IS DISTINCT FROM false) OR (("deliveredAt" IS NULL) AND ("deliveryDelayedAt" IS
                NULL) AND ("bouncedAt" IS NULL)))) THEN 'EmailOutbox_delivery_status_check'
            WHEN NOT ((("createdWith" <> 'DRAFT'::"EmailOutboxCreatedWith") OR ("emailDraftId" IS NOT NULL))) THEN
                'EmailOutbox_email_draft_check'
            WHEN NOT ((("emailDraftId" IS NULL) OR ("createdWith" = 'DRAFT'::"EmailOutboxCreatedWith"))) THEN
                'EmailOutbox_email_draft_reverse_check'
            WHEN NOT ((("createdWith" = 'PROGRAMMATIC_CALL'::"EmailOutboxCreatedWith") OR ("emailProgrammaticCallTemplateId" IS
                NULL))) THEN 'EmailOutbox_email_programmatic_call_template_check'
            WHEN NOT ((("finishedRenderingAt" IS NULL) OR ("startedRenderingAt" IS NOT NULL))) THEN
                'EmailOutbox_finished_rendering_check'
            WHEN NOT ((("finishedSendingAt" IS NULL) OR ("startedSendingAt" IS NOT NULL))) THEN
                'EmailOutbox_finished_sending_check'
            WHEN NOT ((("nextSendRetryAt" IS NULL) OR ("sendRetries" > 0))) THEN 'EmailOutbox_nextSendRetryAt_requires_failure'
            WHEN NOT ((("finishedSendingAt" IS NULL) OR ("nextSendRetryAt" IS NULL))) THEN 'EmailOutbox_no_retry_after_finished'
            WHEN NOT ((("finishedRenderingAt" IS NULL) OR (((("renderedHtml" IS NOT NULL) OR ("renderedText" IS NOT NULL) OR
                ("renderedSubject" IS NOT NULL) OR ("renderedIsTransactional" IS NOT NULL) OR ("renderedNotificationCategoryId"
                IS NOT NULL)) AND ("renderErrorExternalMessage" IS NULL) AND ("renderErrorExternalDetails" IS NULL) AND
                ("renderErrorInternalMessage" IS NULL) AND ("renderErrorInternalDetails" IS NULL)) OR (("renderedHtml" IS NULL)
                AND ("renderedText" IS NULL) AND ("renderedSubject" IS NULL) AND ("renderedIsTransactional" IS NULL) AND
                ("renderedNotificationCategoryId" IS NULL) AND (("renderErrorExternalMessage" IS NOT NULL) AND
                ("renderErrorExternalDetails" IS NOT NULL) AND ("renderErrorInternalMessage" IS NOT NULL) AND
                ("renderErrorInternalDetails" IS NOT NULL)))))) THEN 'EmailOutbox_render_payload_consistency_check'
            WHEN NOT ((("finishedRenderingAt" IS NOT NULL) OR (("renderedHtml" IS NULL) AND ("renderedText" IS NULL) AND
                ("renderedSubject" IS NULL) AND ("renderedIsTransactional" IS NULL) AND ("renderedNotificationCategoryId" IS
                NULL) AND ("renderErrorExternalMessage" IS NULL) AND ("renderErrorExternalDetails" IS NULL) AND
                ("renderErrorInternalMessage" IS NULL) AND ("renderErrorInternalDetails" IS NULL)))) THEN
                'EmailOutbox_render_payload_when_not_finished_check'
            WHEN NOT ((("renderedByWorkerId" IS NULL) = ("startedRenderingAt" IS NULL))) THEN
                'EmailOutbox_render_worker_pair_check'
            WHEN NOT ((("sendAttemptErrors" IS NULL) OR ("sendRetries" > 0))) THEN
                'EmailOutbox_sendAttemptErrors_requires_failure'
            WHEN NOT ((("finishedSendingAt" IS NOT NULL) OR (("sendServerErrorExternalMessage" IS NULL) AND
                ("sendServerErrorExternalDetails" IS NULL) AND ("sendServerErrorInternalMessage" IS NULL) AND
                ("sendServerErrorInternalDetails" IS NULL) AND ("canHaveDeliveryInfo" IS NULL) AND ("deliveredAt" IS NULL) AND
                ("deliveryDelayedAt" IS NULL) AND ("bouncedAt" IS NULL) AND ("openedAt" IS NULL) AND ("clickedAt" IS NULL) AND
                ("unsubscribedAt" IS NULL) AND ("markedAsSpamAt" IS NULL)))) THEN
                'EmailOutbox_send_payload_when_not_finished_check'
            WHEN NOT (((("sendServerErrorExternalMessage" IS NULL) AND ("sendServerErrorExternalDetails" IS NULL) AND
                ("sendServerErrorInternalMessage" IS NULL) AND ("sendServerErrorInternalDetails" IS NULL)) OR
                (("sendServerErrorExternalMessage" IS NOT NULL) AND ("sendServerErrorExternalDetails" IS NOT NULL) AND
                ("sendServerErrorInternalMessage" IS NOT NULL) AND ("sendServerErrorInternalDetails" IS NOT NULL)))) THEN
                'EmailOutbox_send_server_error_all_or_none_check'
            WHEN NOT (((("skippedReason" IS NULL) AND ("skippedDetails" IS NULL)) OR (("skippedReason" IS NOT NULL) AND
                ("skippedDetails" IS NOT NULL)))) THEN 'EmailOutbox_skipped_details_consistency_check'
        END AS broken
    FROM "EmailOutbox"
) b
LEFT JOIN "Tenancy" t ON t.id = b."tenancyId"
WHERE b.broken IS NOT NULL
