-- DBI028: passwords, one-time passwords, passkeys and OAuth methods belong to an auth method of the same user
-- Severity: error.
-- Proves what the foreign keys of the four kinds to `AuthMethod` and `ProjectUser` require, and that both belong to the
-- same user, which no key requires.
-- A finding means that somebody signs in with a method that does not count as theirs, or as another user.
-- Decide: The user and the project's owner: was the way to sign in taken away or lost? Bringing the method back lets
-- somebody in whom nobody may want; removing the kind may lock the user out.
-- Look into it:
--   SELECT * FROM "AuthMethod" WHERE id = 'METHOD';
--   SELECT "projectUserId" FROM "PasswordAuthMethod" WHERE "authMethodId" = 'METHOD';
WITH apart AS MATERIALIZED (
    SELECT k.*, m.id AS method, m."projectUserId" AS "methodUserId"
    FROM (
        SELECT 'password' AS kind, "tenancyId", "authMethodId", "projectUserId" FROM "PasswordAuthMethod"
        UNION ALL SELECT 'one-time password', "tenancyId", "authMethodId", "projectUserId" FROM "OtpAuthMethod"
        UNION ALL SELECT 'passkey', "tenancyId", "authMethodId", "projectUserId" FROM "PasskeyAuthMethod"
        UNION ALL SELECT 'OAuth method', "tenancyId", "authMethodId", "projectUserId" FROM "OAuthAuthMethod"
    ) k
    LEFT JOIN "AuthMethod" m ON m."tenancyId" = k."tenancyId" AND m.id = k."authMethodId"
    WHERE m."projectUserId" IS DISTINCT FROM k."projectUserId"
),
elsewhere AS MATERIALIZED (
    -- One pass over the methods, and none where none is lost.
    SELECT m.id, min(t."projectId") AS project
    FROM "AuthMethod" m
    LEFT JOIN "Tenancy" t ON t.id = m."tenancyId"
    WHERE EXISTS (SELECT FROM apart WHERE method IS NULL) AND (m.id IN (SELECT "authMethodId" FROM apart WHERE method IS NULL)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'auth-method:' || a."authMethodId" AS subject,
    CASE WHEN a.method IS NULL THEN coalesce('is of project ' || x.project, 'does not exist') || ', but is the ' || a.kind || ' of user:' || a."projectUserId"
        ELSE 'is of user:' || a."methodUserId" || ', but its ' || a.kind || ' is of user:' || a."projectUserId" END AS detail
FROM apart a
LEFT JOIN elsewhere x ON x.id = a."authMethodId"
LEFT JOIN "Tenancy" t ON t.id = a."tenancyId"
