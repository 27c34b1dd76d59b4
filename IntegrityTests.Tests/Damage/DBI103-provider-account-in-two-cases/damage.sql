-- The account of one user is stored for another, in another case.
-- Kind: identity
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "allowSignIn", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', 'github', upper((SELECT "providerAccountId" FROM "ProjectUserOAuthAccount" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{github_only}' AND "configOAuthProviderId" = 'github')), false, '2026-01-01', '2026-01-01');
