-- DBI070: passkeys and second factors are complete
-- Severity: error.
-- Proves that each passkey has a credential id, a public key and a user handle, that its counter is not negative, and
-- that a user who needs a time-based code (`requiresTotpMfa`) has the secret for it. The API accepts an empty secret, so
-- that one is information.
-- A finding means that the user is asked for something that can never be right, and is locked out.
-- Decide: The project's owner: take the second factor away after somebody has made sure who the user is, or let the
-- user set up the passkey again.
-- Look into it:
--   SELECT "requiresTotpMfa", "totpSecret" IS NOT NULL FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject, 'needs a time-based code and has no secret for it' AS detail,
    CASE WHEN length(u."totpSecret") = 0 THEN 'its secret was set to an empty one' END AS cause
FROM "ProjectUser" u
LEFT JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE u."requiresTotpMfa" AND (u."totpSecret" IS NULL OR length(u."totpSecret") = 0)
UNION ALL
SELECT t."projectId", 'user:' || k."projectUserId", 'has a passkey that is not complete', NULL
FROM "PasskeyAuthMethod" k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE k."credentialId" = '' OR k."publicKey" = '' OR k."userHandle" = '' OR k.counter < 0
