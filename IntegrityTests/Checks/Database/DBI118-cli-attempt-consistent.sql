-- DBI118: sign-ins of the command line are in a possible state
-- Severity: error.
-- Proves that an attempt (`CliAuthAttempt`) that was used has the session that it was completed with, and that one that was
-- completed or used has no anonymous session any more (the newer version has that column). The backend sets and clears them
-- together.
-- A finding means that a program signs in as nobody, or that the session of an anonymous user can be taken over by the code.
-- Decide: Where nothing is planned, nobody: the program asks again.
-- Look into it:
--   SELECT "usedAt", "refreshToken" IS NOT NULL, "expiresAt" FROM "CliAuthAttempt" WHERE id = 'ATTEMPT';
SELECT t."projectId" AS project, 'cli-auth-attempt:' || a.id AS subject,
    CASE WHEN a."refreshToken" IS NULL THEN 'was used, but not completed with a session'
        ELSE 'was completed, but still has an anonymous session' END AS detail
-- A version without the column has its stand-in, so that one query fits all.
FROM (VALUES (NULL::text)) AS absent("anonRefreshToken"), LATERAL (
    SELECT id, "tenancyId", "refreshToken"
    FROM "CliAuthAttempt"
    WHERE "usedAt" IS NOT NULL AND "refreshToken" IS NULL OR "refreshToken" IS NOT NULL AND "anonRefreshToken" IS NOT NULL
) a
LEFT JOIN "Tenancy" t ON t.id = a."tenancyId"

-- Repair: change "CliAuthAttempt".
-- The platform clears the session of the anonymous user in the statement that completes the attempt. An attempt that was used without
-- a session is left alone.
SELECT {subject} AS subject, r.ctid AS place, r AS it, NULL::text AS "anonRefreshToken"
FROM "CliAuthAttempt" r
WHERE r."refreshToken" IS NOT NULL AND r."anonRefreshToken" IS NOT NULL
