-- DBI113: API key sets have keys that can be sent, each in its place
-- Severity: error.
-- Proves that each `ApiKeySet` has one of its three keys at least; that a key has only the characters that the backend takes in
-- a header; and that a key with a prefix of the platform is in the column of that prefix (`pck_`, `ssk_`, `sak_`). The keys of the
-- project `internal` are chosen by the operator.
-- A finding means that a program has no key that works, or that a secret key is where a public one belongs.
-- Decide: The project's owner: make new keys, and remove those that were in the wrong place: others may have seen them.
-- Look into it:
--   SELECT "projectId", id, description, "createdAt", "manuallyRevokedAt" FROM "ApiKeySet" WHERE id = 'KEYS';
SELECT k."projectId" AS project, 'api-key-set:' || k.id AS subject,
    CASE
        WHEN coalesce(k."publishableClientKey", k."secretServerKey", k."superSecretAdminKey") IS NULL THEN 'has no key'
        WHEN '' IN (k."publishableClientKey", k."secretServerKey", k."superSecretAdminKey") THEN 'has an empty key'
        WHEN concat(k."publishableClientKey", k."secretServerKey", k."superSecretAdminKey") ~ '[^a-zA-Z0-9_-]'
            THEN 'has a key with characters that the backend does not take'
        ELSE 'has a key in the place of another: its prefix is not that of its column'
    END AS detail
FROM "ApiKeySet" k
WHERE coalesce(k."publishableClientKey", k."secretServerKey", k."superSecretAdminKey") IS NULL
    OR '' IN (k."publishableClientKey", k."secretServerKey", k."superSecretAdminKey")
    OR concat(k."publishableClientKey", k."secretServerKey", k."superSecretAdminKey") ~ '[^a-zA-Z0-9_-]'
    OR k."publishableClientKey" ~ '^(ssk|sak)_' OR k."secretServerKey" ~ '^(pck|sak)_' OR k."superSecretAdminKey" ~ '^(pck|ssk)_'
