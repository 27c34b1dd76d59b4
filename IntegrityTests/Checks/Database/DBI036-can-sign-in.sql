-- DBI036: users with only a password or a one-time password have an e-mail address
-- Severity: error.
-- Proves that each user whose only auth methods are of these two kinds has a contact channel. Users without any channel
-- are legal if they sign in by OAuth or passkey.
-- A finding means that the user lost its e-mail address and is locked out.
-- Look into it:
--   SELECT * FROM "AuthMethod" WHERE "projectUserId" = 'USER';
--   SELECT id, type, "isPrimary", "usedForAuth" FROM "ContactChannel" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject,
    'signs in by e-mail only, and has no contact channel' AS detail
FROM "ProjectUser" u
LEFT JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE NOT u."isAnonymous"
    AND NOT EXISTS (SELECT FROM "ContactChannel" c WHERE c."tenancyId" = u."tenancyId" AND c."projectUserId" = u."projectUserId")
    AND EXISTS (SELECT FROM "AuthMethod" m WHERE m."tenancyId" = u."tenancyId" AND m."projectUserId" = u."projectUserId")
    AND NOT EXISTS (SELECT FROM "OAuthAuthMethod" o WHERE o."tenancyId" = u."tenancyId" AND o."projectUserId" = u."projectUserId")
    AND NOT EXISTS (SELECT FROM "PasskeyAuthMethod" k WHERE k."tenancyId" = u."tenancyId" AND k."projectUserId" = u."projectUserId")
