-- Mail is left behind by a tenancy that was lost.
INSERT INTO "EmailOutbox" ("tenancyId", id, "updatedAt", "tsxSource", "isHighPriority", "to", "extraRenderVariables", "createdWith",
    "shouldSkipDeliverabilityCheck", priority, "scheduledAt", status, "simpleStatus")
VALUES ('{nobody}', '{new}', now(), '', false, '{"type": "custom-emails", "emails": []}', '{}', 'PROGRAMMATIC_CALL', false, 0, now(), 'PREPARING', 'IN_PROGRESS');
