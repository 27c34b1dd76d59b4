-- An account of a provider may not sign in any more, and its auth method was left.
-- Kind: rule of the code
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "allowSignIn", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{new}', '{user}', 'google', 'google-of-user', false, '2026-01-01', '2026-01-01');
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "createdAt", "updatedAt") VALUES ('{tenancy}', '{new}', '{user}', '2026-01-01', '2026-01-01');
INSERT INTO "OAuthAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "configOAuthProviderId", "providerAccountId", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{new}', '{user}', 'google', 'google-of-user', '2026-01-01', '2026-01-01');
