-- The public key of a passkey is not base64url.
-- Kind: rule of the code
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "createdAt", "updatedAt") VALUES ('{tenancy}', '{new}', '{user}', '2026-01-01', '2026-01-01');
INSERT INTO "PasskeyAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "createdAt", "updatedAt", "credentialId", "publicKey", "userHandle", "credentialDeviceType", counter)
VALUES ('{tenancy}', '{new}', '{user}', '2026-01-01', '2026-01-01', 'one', '\\xa5010203', 'one', 'multiDevice', 0);
