-- A set of API keys was revoked before it was made.
-- Kind: order of times
INSERT INTO "ApiKeySet" ("projectId", id, description, "expiresAt", "createdAt", "updatedAt", "manuallyRevokedAt", "secretServerKey")
VALUES ('{project}', '{new}', '', '2099-01-01', '2026-01-01', '2026-01-01', '2025-01-01', 'ssk_{new}');
