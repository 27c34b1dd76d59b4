-- Two sets of API keys have the same key.
DROP INDEX IF EXISTS "ApiKeySet_secretServerKey_key";
INSERT INTO "ApiKeySet" ("projectId", id, description, "expiresAt", "updatedAt", "secretServerKey")
VALUES ('{project}', '{low}', '', '2099-01-01', now(), 'ssk_{new}'), ('{project}', '{new}', '', '2099-01-01', now(), 'ssk_{new}');
