-- The account id of a provider ends with a space.
-- Kind: identity
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "allowSignIn", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{new}', '{user}', 'google', 'google-spaced ', false, '2026-01-01', '2026-01-01');
