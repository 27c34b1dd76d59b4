-- A mail was rendered without having been begun.
ALTER TABLE "EmailOutbox" DROP CONSTRAINT IF EXISTS "EmailOutbox_finished_rendering_check";
ALTER TABLE "EmailOutbox" DROP CONSTRAINT IF EXISTS "EmailOutbox_render_payload_consistency_check";
INSERT INTO "EmailOutbox" ("tenancyId", id, "updatedAt", "tsxSource", "isHighPriority", "to", "extraRenderVariables", "createdWith",
    "shouldSkipDeliverabilityCheck", priority, "scheduledAt", status, "simpleStatus", "renderedHtml", "finishedRenderingAt")
VALUES ('{tenancy}', '{new}', now(), '', false, '{"type": "custom-emails", "emails": []}', '{}', 'PROGRAMMATIC_CALL', false, 0, now(), 'PREPARING', 'IN_PROGRESS', '', now());
