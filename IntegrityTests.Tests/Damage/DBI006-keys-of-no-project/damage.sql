-- A set of API keys is left behind by a project that was lost.
INSERT INTO "ApiKeySet" ("projectId", id, description, "expiresAt", "updatedAt", "secretServerKey")
VALUES ('{nobody}', '{new}', '', '2099-01-01', now(), 'ssk_{new}');
