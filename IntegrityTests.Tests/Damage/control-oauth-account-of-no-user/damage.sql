-- An account of a provider is not yet connected to a user.
-- Source: the platform's schema.prisma
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "allowSignIn", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{new}', NULL, 'github', 'pending', true, '2026-01-01', '2026-01-01');
