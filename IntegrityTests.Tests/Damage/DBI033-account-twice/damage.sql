-- A user has the same OAuth account twice, not to sign in.
ALTER TABLE "OAuthAuthMethod"
    DROP CONSTRAINT IF EXISTS "OAuthAuthMethod_tenancyId_configOAuthProviderId_projectUse_fkey";
DROP INDEX IF EXISTS "ProjectUserOAuthAccount_tenancyId_configOAuthProviderId_pro_key";
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "allowSignIn", "updatedAt")
VALUES ('{tenancy}', '{low}', '{user}', 'google', '{new}', false, now()), ('{tenancy}', '{new}', '{user}', 'google', '{new}', false, now());
