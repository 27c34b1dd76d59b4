-- DBI105: a passkey signs in one user, and can be verified
-- Severity: error.
-- Proves that no two users of a tenancy have a passkey with the same credential id, which no index requires, and that each
-- passkey is as the backend stores it: credential id and public key are base64url, the user handle is the credential id, and
-- the device type is `singleDevice` or `multiDevice`. Empty ones are reported by DBI070.
-- A finding means that the backend takes any of the users who have the credential, or that nobody can sign in with it.
-- Decide: The user: remove the passkey and set it up again.
-- Look into it:
--   SELECT "authMethodId", "projectUserId", "createdAt", "credentialDeviceType", counter FROM "PasskeyAuthMethod" WHERE "projectUserId" = 'USER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = k."tenancyId") AS project,
    'user:' || min(k."projectUserId"::text) AS subject,
    'has the same passkey as user:' || max(k."projectUserId"::text) || ' (' || count(*) || ' passkeys)' AS detail
FROM "PasskeyAuthMethod" k
WHERE k."credentialId" <> ''
GROUP BY k."tenancyId", k."credentialId"
HAVING count(DISTINCT k."projectUserId") > 1
UNION ALL
SELECT t."projectId", 'user:' || k."projectUserId",
    'has a passkey that cannot be verified: ' || CASE
        WHEN k."credentialId" ~ '[^A-Za-z0-9_-]' THEN 'its credential id is not base64url'
        WHEN k."publicKey" ~ '[^A-Za-z0-9_-]' THEN 'its public key is not base64url'
        WHEN k."userHandle" <> k."credentialId" THEN 'its user handle is not its credential id'
        ELSE 'its device type is neither singleDevice nor multiDevice'
    END
FROM "PasskeyAuthMethod" k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE k."credentialId" ~ '[^A-Za-z0-9_-]' OR k."publicKey" ~ '[^A-Za-z0-9_-]'
    OR k."userHandle" <> k."credentialId" AND k."userHandle" <> '' AND k."credentialId" <> ''
    OR k."credentialDeviceType" NOT IN ('singleDevice', 'multiDevice')
