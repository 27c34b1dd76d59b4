-- DBI022: a user has at most one primary contact channel per type
-- Severity: error.
-- Proves what the unique index on user, type and `isPrimary` requires.
-- A finding means that it is left to chance which e-mail address the API shows and mails go to.
-- Decide: The user or the project's owner: which address is the primary one? The other only loses `isPrimary`.
-- Look into it:
--   SELECT id, type, "isPrimary", "isVerified", "usedForAuth" FROM "ContactChannel" WHERE "projectUserId" = 'USER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = c."tenancyId") AS project,
    'user:' || c."projectUserId" AS subject,
    'has ' || count(*) || ' primary contact channels of type ' || c.type AS detail
FROM "ContactChannel" c
WHERE c."isPrimary" = 'TRUE'
GROUP BY c."tenancyId", c."projectUserId", c.type
HAVING count(*) > 1
