-- DBI119: secrets of second factors are long enough, and used
-- Severity: warning.
-- Proves that the secret for time-based codes of each user has at least ten bytes, the least that authenticator programs make;
-- and that a user who has one needs a code. A server may create a user with a secret and without the need, so that is
-- information. Secrets that are missing or empty are reported by DBI070.
-- A finding means that the secret was cut: its codes can be guessed, or are always wrong.
-- Decide: The user, after somebody has made sure who it is: set up the second factor again.
-- Look into it:
--   SELECT "requiresTotpMfa", length("totpSecret") FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject,
    CASE WHEN length(u."totpSecret") BETWEEN 1 AND 9 THEN 'has a secret for time-based codes of ' || length(u."totpSecret") || ' bytes'
        ELSE 'has a secret for time-based codes and needs none' END AS detail,
    CASE WHEN length(u."totpSecret") NOT BETWEEN 1 AND 9 THEN 'it was created with a secret' END AS cause
FROM "ProjectUser" u
LEFT JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE length(u."totpSecret") BETWEEN 1 AND 9 OR length(u."totpSecret") > 9 AND NOT u."requiresTotpMfa"
