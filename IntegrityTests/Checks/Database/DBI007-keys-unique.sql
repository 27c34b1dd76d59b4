-- DBI007: no key is in two API key sets
-- Severity: error.
-- Proves what the unique indexes on the three keys of `ApiKeySet` require.
-- A finding means that one key belongs to two projects; which of them it opens is left to chance.
-- Decide: The owners of both projects: each key that is there twice has to be made anew and replaced where it is used.
-- Nobody can tell who else has it.
-- Look into it:
--   SELECT "projectId", id, description, "expiresAt" FROM "ApiKeySet" WHERE id = 'KEYS';
SELECT min(k."projectId") AS project, 'api-key-set:' || min(k.id::text) AS subject,
    'has the same ' || k.kind || ' as ' || count(*) - 1 || ' more' AS detail
FROM (
    SELECT "projectId", id, 'publishable client key' AS kind, "publishableClientKey" AS key FROM "ApiKeySet"
    UNION ALL SELECT "projectId", id, 'secret server key', "secretServerKey" FROM "ApiKeySet"
    UNION ALL SELECT "projectId", id, 'super secret admin key', "superSecretAdminKey" FROM "ApiKeySet"
) k
WHERE k.key IS NOT NULL
GROUP BY k.kind, k.key
HAVING count(*) > 1
