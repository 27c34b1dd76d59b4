-- DBI023: an e-mail address for signing in belongs to one user per tenancy
-- Severity: error.
-- Proves what the unique index on tenancy, type, value and `usedForAuth` requires.
-- A finding means that two users sign in with the same e-mail address: one of them gets into the account of the other,
-- or neither can sign in.
-- Decide: The project's owner: whose address is it? Until it is decided, whoever has the address may sign in as either
-- user.
-- Look into it:
--   SELECT id, "isPrimary", "isVerified" FROM "ContactChannel" WHERE "projectUserId" = 'USER' AND "usedForAuth" = 'TRUE';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = c."tenancyId") AS project,
    'user:' || min(c."projectUserId"::text) AS subject,
    'signs in with the same ' || c.type || ' as user:' || max(c."projectUserId"::text) || ' (' || count(*) || ' channels)' AS detail
FROM "ContactChannel" c
WHERE c."usedForAuth" = 'TRUE'
GROUP BY c."tenancyId", c.type, c.value
HAVING count(*) > 1
