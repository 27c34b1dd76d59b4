-- An account that signs in a user may sign in another one too.
-- Kind: rule of the code
-- Source: keycloak/keycloak#29317, #34608; better-auth/better-auth#9502
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "allowSignIn", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', 'github', (SELECT "providerAccountId" FROM "ProjectUserOAuthAccount" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{github_only}' AND "configOAuthProviderId" = 'github'), true, '2026-01-01', '2026-01-01');
