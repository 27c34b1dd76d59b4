-- Two users have the same passkey.
-- Kind: rule of the code
-- Source: keycloak/keycloak#27945, goauthentik/authentik#23047
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "createdAt", "updatedAt") VALUES ('{tenancy}', '{new}', '{user}', '2026-01-01', '2026-01-01');
INSERT INTO "PasskeyAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "createdAt", "updatedAt", "credentialId", "publicKey", "userHandle", "credentialDeviceType", counter)
VALUES ('{tenancy}', '{new}', '{user}', '2026-01-01', '2026-01-01', 'one', 'a2V5', 'one', 'multiDevice', 0);
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "createdAt", "updatedAt") VALUES ('{tenancy}', '{low}', '{neighbour}', '2026-01-01', '2026-01-01');
INSERT INTO "PasskeyAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "createdAt", "updatedAt", "credentialId", "publicKey", "userHandle", "credentialDeviceType", counter)
VALUES ('{tenancy}', '{low}', '{neighbour}', '2026-01-01', '2026-01-01', 'one', 'a2V5', 'one', 'multiDevice', 0);
