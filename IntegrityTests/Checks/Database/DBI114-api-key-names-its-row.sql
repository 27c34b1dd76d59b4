-- DBI114: the API key of a user or team says whose it is
-- Severity: warning.
-- Proves that each `ProjectApiKey.secretApiKey` is as the backend makes it: `sk_` or `pk_` as `isPublic` says, 45 characters,
-- the id of its row without hyphens, `user` or `team` as its owner is, a character and the marker `574ck4u7h`, and eight
-- hexadecimal digits. The backend finds a key by its text alone, so one of another form works, and this is a warning.
-- A finding means that the key was written by hand, was cut, or is in the row of another: secret scanners report it for
-- somebody else, or not at all.
-- Decide: The project's owner: make a new key, and revoke this one.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "teamId", "isPublic", length("secretApiKey") FROM "ProjectApiKey" WHERE id = 'KEY';
SELECT t."projectId" AS project, 'api-key:' || k.id AS subject,
    'is not as its row says: ' || CASE
        WHEN k."secretApiKey" !~ '^[sp]k_[0-9a-z]{77}(user|team)[0-9a-z]574ck4u7h[0-9a-f]{8}$' THEN 'it has not the form of a key'
        WHEN substr(k."secretApiKey", 49, 32) <> replace(k.id::text, '-', '') THEN 'it was made for another id'
        WHEN left(k."secretApiKey", 2) <> CASE WHEN k."isPublic" THEN 'pk' ELSE 'sk' END THEN 'its prefix contradicts isPublic'
        ELSE 'it was made for a ' || substr(k."secretApiKey", 81, 4)
    END AS detail
FROM "ProjectApiKey" k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE k."secretApiKey" !~ '^[sp]k_[0-9a-z]{77}(user|team)[0-9a-z]574ck4u7h[0-9a-f]{8}$'
    OR substr(k."secretApiKey", 49, 32) <> replace(k.id::text, '-', '')
    OR left(k."secretApiKey", 2) <> CASE WHEN k."isPublic" THEN 'pk' ELSE 'sk' END
    OR substr(k."secretApiKey", 81, 4) <> CASE WHEN k."teamId" IS NULL THEN 'user' ELSE 'team' END
