-- DBI036: users with only a password or a one-time password have an e-mail address
-- Severity: info.
-- Proves that each user whose only auth methods are of these two kinds has a contact channel. The API lets a server
-- create a user with a password and without an e-mail address, and lets a user delete its last channel, so this is
-- information.
-- A finding means that the user cannot sign in: it has lost its e-mail address, or never had one.
-- Decide: The project's owner: add the user's address in the dashboard, or bring the channel back from a backup.
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
