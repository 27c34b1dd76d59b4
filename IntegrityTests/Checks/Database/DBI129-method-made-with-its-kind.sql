-- DBI129: an auth method and its kind were made together
-- Severity: error.
-- Proves that the times at which an `AuthMethod` and its password, one-time password, passkey or OAuth method were created are less
-- than an hour apart. The backend writes both in one transaction, except where a provider's account is made in between.
-- A finding means that one of the times was overwritten, or that the method has the kind of another one.
-- Decide: The user: was the way to sign in changed by somebody else? Set it up again if nobody knows.
-- Look into it:
--   SELECT "projectUserId", "createdAt", "updatedAt" FROM "AuthMethod" WHERE id = 'METHOD';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
)
SELECT t."projectId" AS project, 'auth-method:' || m.id AS subject,
    'was created at ' || m."createdAt" || ', but its ' || k.kind || ' at ' || k."createdAt" AS detail
FROM (
    SELECT 'password' AS kind, "tenancyId", "authMethodId", "createdAt" FROM "PasswordAuthMethod"
    UNION ALL SELECT 'one-time password', "tenancyId", "authMethodId", "createdAt" FROM "OtpAuthMethod"
    UNION ALL SELECT 'passkey', "tenancyId", "authMethodId", "createdAt" FROM "PasskeyAuthMethod"
    UNION ALL SELECT 'OAuth method', "tenancyId", "authMethodId", "createdAt" FROM "OAuthAuthMethod"
) k
JOIN "AuthMethod" m ON m."tenancyId" = k."tenancyId" AND m.id = k."authMethodId"
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE m."createdAt" - k."createdAt" NOT BETWEEN interval '-1 hour' AND interval '1 hour'
    AND greatest(m."createdAt", k."createdAt") <= (SELECT now FROM moment)
