-- DBI033: a user has an account of a provider once
-- Severity: error.
-- Proves what the primary key of `ProjectUserOAuthAccount` and its unique index on provider, user and account demand.
-- A finding means that disconnecting an account acts on one of two equal ones.
-- Look into it:
--   SELECT id, "configOAuthProviderId", "createdAt" FROM "ProjectUserOAuthAccount" WHERE "projectUserId" = 'USER';
SELECT min(t."projectId") AS project, 'user:' || a."projectUserId" AS subject,
    'has the same account of ' || a."configOAuthProviderId" || ' ' || count(*) || ' times' AS detail
FROM "ProjectUserOAuthAccount" a
LEFT JOIN "Tenancy" t ON t.id = a."tenancyId"
WHERE a."projectUserId" IS NOT NULL
GROUP BY a."tenancyId", a."configOAuthProviderId", a."projectUserId", a."providerAccountId"
HAVING count(*) > 1
