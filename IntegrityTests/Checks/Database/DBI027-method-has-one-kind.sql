-- DBI027: every auth method is of exactly one kind
-- Severity: error.
-- Proves that each `AuthMethod` has exactly one row in `PasswordAuthMethod`, `OtpAuthMethod`, `PasskeyAuthMethod` and
-- `OAuthAuthMethod` together. No constraint says so.
-- A finding means that a way to sign in is lost (none), or that two ways are removed when one is (two).
-- Look into it:
--   SELECT * FROM "AuthMethod" WHERE id = 'METHOD';
SELECT t."projectId" AS project, 'auth-method:' || m.id AS subject,
    'of user:' || m."projectUserId" || ' is of ' || coalesce(k.number, 0) || ' kinds instead of one' AS detail
FROM "AuthMethod" m
LEFT JOIN (
    SELECT s."tenancyId", s."authMethodId", count(*) AS number
    FROM (
        SELECT "tenancyId", "authMethodId" FROM "PasswordAuthMethod"
        UNION ALL SELECT "tenancyId", "authMethodId" FROM "OtpAuthMethod"
        UNION ALL SELECT "tenancyId", "authMethodId" FROM "PasskeyAuthMethod"
        UNION ALL SELECT "tenancyId", "authMethodId" FROM "OAuthAuthMethod"
    ) s
    GROUP BY s."tenancyId", s."authMethodId"
) k ON k."tenancyId" = m."tenancyId" AND k."authMethodId" = m.id
LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE coalesce(k.number, 0) <> 1
