-- DBI027: every auth method is of exactly one kind
-- Severity: error.
-- Proves that each `AuthMethod` has exactly one row in `PasswordAuthMethod`, `OtpAuthMethod`, `PasskeyAuthMethod` and
-- `OAuthAuthMethod` together. No constraint requires this.
-- A finding means that a way to sign in is lost (no row), or that removing one way removes two (two rows).
-- Decide: The user: sign in another way and set up the lost one again. The platform's developers: a method without a
-- kind can be removed if the user has another; of two kinds, the one that the user does not know has to go.
-- Look into it:
--   SELECT * FROM "AuthMethod" WHERE id = 'METHOD';
SELECT t."projectId" AS project, 'auth-method:' || k.id AS subject,
    'of user:' || k."projectUserId" || ' is of ' || k.number || ' kinds instead of one' AS detail
FROM (
    SELECT m.id, m."tenancyId", m."projectUserId",
        (p."authMethodId" IS NOT NULL)::int + (o."authMethodId" IS NOT NULL)::int
            + (k."authMethodId" IS NOT NULL)::int + (a."authMethodId" IS NOT NULL)::int AS number
    FROM "AuthMethod" m
    LEFT JOIN "PasswordAuthMethod" p ON p."tenancyId" = m."tenancyId" AND p."authMethodId" = m.id
    LEFT JOIN "OtpAuthMethod" o ON o."tenancyId" = m."tenancyId" AND o."authMethodId" = m.id
    LEFT JOIN "PasskeyAuthMethod" k ON k."tenancyId" = m."tenancyId" AND k."authMethodId" = m.id
    LEFT JOIN "OAuthAuthMethod" a ON a."tenancyId" = m."tenancyId" AND a."authMethodId" = m.id
) k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE k.number <> 1
