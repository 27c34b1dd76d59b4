-- DBI030: every OAuth method has the account that it refers to
-- Severity: error.
-- Proves what the foreign key of `OAuthAuthMethod` to `ProjectUserOAuthAccount` requires: the same user, provider and
-- account of that provider.
-- A finding means that a user cannot sign in with the provider, or that the API shows a different account from the one
-- that signs in.
-- Decide: The user: connect the account again. The project's owner, if the user cannot sign in any more.
-- Look into it:
--   SELECT "configOAuthProviderId", "projectUserId" FROM "OAuthAuthMethod" WHERE "authMethodId" = 'METHOD';
--   SELECT id, "configOAuthProviderId", "allowSignIn" FROM "ProjectUserOAuthAccount" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'auth-method:' || m."authMethodId" AS subject,
    'signs in user:' || m."projectUserId" || ' by an account of ' || m."configOAuthProviderId" || ' that this user does not have' AS detail
FROM "OAuthAuthMethod" m
LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE NOT EXISTS (
    SELECT FROM "ProjectUserOAuthAccount" a
    WHERE a."tenancyId" = m."tenancyId" AND a."configOAuthProviderId" = m."configOAuthProviderId"
        AND a."projectUserId" = m."projectUserId" AND a."providerAccountId" = m."providerAccountId")
