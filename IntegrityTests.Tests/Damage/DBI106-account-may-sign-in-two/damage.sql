-- An account that signs in a user may sign in another one too.
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "allowSignIn", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', 'github', (SELECT "providerAccountId" FROM "ProjectUserOAuthAccount" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{github_only}' AND "configOAuthProviderId" = 'github'), true, '2026-01-01', '2026-01-01');
