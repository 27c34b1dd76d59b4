-- DBI028: passwords, one-time passwords, passkeys and OAuth methods belong to an auth method of the same user
-- Severity: error.
-- Proves what the foreign keys of the four kinds to `AuthMethod` and `ProjectUser` require, and that both belong to the
-- same user, which no key requires.
-- A finding means that somebody signs in with a method that does not count as theirs, or as another user.
-- Look into it:
--   SELECT * FROM "AuthMethod" WHERE id = 'METHOD';
--   SELECT "projectUserId" FROM "PasswordAuthMethod" WHERE "authMethodId" = 'METHOD';
SELECT t."projectId" AS project, 'auth-method:' || k."authMethodId" AS subject,
    CASE WHEN m.id IS NULL THEN 'does not exist, but is the ' || k.kind || ' of user:' || k."projectUserId"
        ELSE 'is of user:' || m."projectUserId" || ', but its ' || k.kind || ' is of user:' || k."projectUserId" END AS detail
FROM (
    SELECT 'password' AS kind, "tenancyId", "authMethodId", "projectUserId" FROM "PasswordAuthMethod"
    UNION ALL SELECT 'one-time password', "tenancyId", "authMethodId", "projectUserId" FROM "OtpAuthMethod"
    UNION ALL SELECT 'passkey', "tenancyId", "authMethodId", "projectUserId" FROM "PasskeyAuthMethod"
    UNION ALL SELECT 'OAuth method', "tenancyId", "authMethodId", "projectUserId" FROM "OAuthAuthMethod"
) k
LEFT JOIN "AuthMethod" m ON m."tenancyId" = k."tenancyId" AND m.id = k."authMethodId"
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE m."projectUserId" IS DISTINCT FROM k."projectUserId"
