-- DBI031: an account of a provider signs in only one user
-- Severity: error.
-- Proves what the unique indexes of `OAuthAuthMethod` require: an account signs in one user per tenancy, and a user has
-- one account per provider to sign in with.
-- A finding means that it is left to chance as which user somebody signs in with the provider.
-- Decide: The project's owner: whose account is it? Until it is decided, it may open either user.
-- Look into it:
--   SELECT "authMethodId", "projectUserId" FROM "OAuthAuthMethod" WHERE "authMethodId" = 'METHOD';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = m."tenancyId") AS project,
    'auth-method:' || min(m."authMethodId"::text) AS subject,
    'signs in by the same account of ' || m."configOAuthProviderId" || ' as ' || count(*) - 1 || ' more' AS detail
FROM "OAuthAuthMethod" m
GROUP BY m."tenancyId", m."configOAuthProviderId", m."providerAccountId"
HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = m."tenancyId"),
    'user:' || m."projectUserId", 'signs in by ' || count(*) || ' accounts of ' || m."configOAuthProviderId"
FROM "OAuthAuthMethod" m
GROUP BY m."tenancyId", m."configOAuthProviderId", m."projectUserId"
HAVING count(*) > 1
