-- DBI029: a user has a password, one-time password and passkey at most once
-- Severity: error.
-- Proves what the unique indexes on user demand of `PasswordAuthMethod`, `OtpAuthMethod` and `PasskeyAuthMethod`.
-- A finding means that changing a password changes one of two: the old one goes on opening the account.
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
