-- DBI029: a user has at most one password, one one-time password and one passkey
-- Severity: error.
-- Proves what the unique indexes on the user of `PasswordAuthMethod`, `OtpAuthMethod` and `PasskeyAuthMethod` require.
-- A finding means that changing a password changes one of two: the old one still opens the account.
-- Decide: The user: set the password anew, which says which one counts. The other has to be removed by the platform's
-- developers.
-- Look into it:
--   SELECT "authMethodId", "createdAt" FROM "PasswordAuthMethod" WHERE "projectUserId" = 'USER';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = k."tenancyId") AS project,
    'user:' || k."projectUserId" AS subject, 'has a ' || k.kind || ' ' || count(*) || ' times' AS detail
FROM (
    SELECT 'password' AS kind, "tenancyId", "authMethodId", "projectUserId" FROM "PasswordAuthMethod"
    UNION ALL SELECT 'one-time password', "tenancyId", "authMethodId", "projectUserId" FROM "OtpAuthMethod"
    UNION ALL SELECT 'passkey', "tenancyId", "authMethodId", "projectUserId" FROM "PasskeyAuthMethod"
) k
GROUP BY k.kind, k."tenancyId", k."projectUserId"
HAVING count(*) > 1
