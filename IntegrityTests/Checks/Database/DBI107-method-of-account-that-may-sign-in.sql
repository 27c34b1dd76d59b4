-- DBI107: an account of a provider with an auth method may sign in
-- Severity: error.
-- Proves that the account of each OAuth method has `allowSignIn`. The backend writes and removes the method together with
-- the flag.
-- A finding means that a user has a way to sign in that was taken away, or that signing in creates a second user.
-- Decide: The project's owner: may the user sign in with it? Then set `allowSignIn`; if not, remove the OAuth method.
-- Look into it:
--   SELECT id, "configOAuthProviderId", "allowSignIn", "updatedAt" FROM "ProjectUserOAuthAccount" WHERE id = 'ACCOUNT';
SELECT t."projectId" AS project, 'oauth-account:' || a.id AS subject,
    'may not sign in, but has auth-method:' || m."authMethodId" || ' of user:' || m."projectUserId" AS detail
FROM "ProjectUserOAuthAccount" a
JOIN "OAuthAuthMethod" m ON m."tenancyId" = a."tenancyId" AND m."configOAuthProviderId" = a."configOAuthProviderId"
    AND m."projectUserId" = a."projectUserId" AND m."providerAccountId" = a."providerAccountId"
LEFT JOIN "Tenancy" t ON t.id = a."tenancyId"
WHERE NOT a."allowSignIn"
