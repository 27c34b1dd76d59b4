-- A secret key is stored as the public one.
-- Kind: rule of the code
INSERT INTO "ApiKeySet" ("projectId", id, description, "expiresAt", "createdAt", "updatedAt", "publishableClientKey", "secretServerKey", "superSecretAdminKey")
VALUES ('{project}', '{new}', '', '2099-01-01', '2026-01-01', '2026-01-01', 'ssk_{new}', 'pck_{new}', NULL);
