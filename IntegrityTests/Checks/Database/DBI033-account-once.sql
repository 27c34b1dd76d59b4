-- DBI033: a user has each account of a provider once
-- Severity: error.
-- Proves what the primary key of `ProjectUserOAuthAccount` and its unique index on provider, user and account require.
-- A finding means that disconnecting an account removes one of two equal ones.
-- Decide: The platform's developers: tokens and sign-ins refer to either of the accounts, and have to be put under the
-- one that stays.
-- Look into it:
--   SELECT id, "configOAuthProviderId", "createdAt" FROM "ProjectUserOAuthAccount" WHERE "projectUserId" = 'USER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = a."tenancyId") AS project,
    'user:' || a."projectUserId" AS subject,
    'has the same account of ' || a."configOAuthProviderId" || ' ' || count(*) || ' times' AS detail
FROM "ProjectUserOAuthAccount" a
WHERE a."projectUserId" IS NOT NULL
GROUP BY a."tenancyId", a."configOAuthProviderId", a."projectUserId", a."providerAccountId"
HAVING count(*) > 1
