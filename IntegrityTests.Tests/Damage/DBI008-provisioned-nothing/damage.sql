-- An integration provisioned a project that was lost.
INSERT INTO "ProvisionedProject" ("projectId", "clientId", "updatedAt") VALUES ('{nobody}', 'client', now());
