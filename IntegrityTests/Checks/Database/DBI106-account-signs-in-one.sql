-- DBI106: an account of a provider that may sign in is stored once
-- Severity: error.
-- Proves that in each tenancy at most one account with `allowSignIn` has a provider and an account id of it. The unique
-- index allows one for each user, and the backend refuses to choose among several.
-- A finding means that nobody can sign in with the account any more, or that it opens what belongs to another user.
-- Decide: The project's owner: whose account is it? The other loses `allowSignIn`.
-- Look into it:
--   SELECT id, "projectUserId", "createdAt", "allowSignIn" FROM "ProjectUserOAuthAccount" WHERE id = 'ACCOUNT';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = a."tenancyId") AS project,
    'oauth-account:' || min(a.id::text) AS subject,
    'may sign in by the same account of ' || a."configOAuthProviderId" || ' as oauth-account:' || max(a.id::text)
        || coalesce(', of user:' || min(a."projectUserId"::text) || ' and user:' || max(a."projectUserId"::text), '')
        || ' (' || count(*) || ' accounts)' AS detail
FROM "ProjectUserOAuthAccount" a
WHERE a."allowSignIn"
GROUP BY a."tenancyId", a."configOAuthProviderId", a."providerAccountId"
HAVING count(*) > 1 AND count(a."projectUserId") > 1
