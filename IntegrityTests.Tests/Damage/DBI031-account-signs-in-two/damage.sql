-- An account of a provider signs in two users.
DROP INDEX IF EXISTS "OAuthAuthMethod_tenancyId_configOAuthProviderId_providerAcc_key";
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', 'github', '{new}', now()), ('{tenancy}', '{new}', '{neighbour}', 'github', '{new}', now());
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', now()), ('{tenancy}', '{new}', '{neighbour}', now());
INSERT INTO "OAuthAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "configOAuthProviderId", "providerAccountId", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', 'github', '{new}', now()), ('{tenancy}', '{new}', '{neighbour}', 'github', '{new}', now());
