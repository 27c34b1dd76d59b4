-- DBI115: secrets of sessions and codes are in the form that the backend makes
-- Severity: warning.
-- Proves that each refresh token and each verification code is 45 lower-case letters and digits. The backend makes no other,
-- and it turns a verification code into lower case before it looks for it. And that a code was tried no negative number of times.
-- A finding means that a secret was cut or written by hand: nobody can use it, or it is easier to guess, or it may be tried
-- more often than the backend allows.
-- Look into it:
--   SELECT "projectId", type, length(code), "createdAt", "expiresAt" FROM "VerificationCode" WHERE id = 'CODE';
SELECT coalesce(s.project, t."projectId") AS project, s.subject, s.detail
FROM (
    SELECT NULL AS project, "tenancyId", 'refresh-token:' || id AS subject, 'has a secret that is not 45 lower-case letters and digits' AS detail
    FROM "ProjectUserRefreshToken" WHERE length("refreshToken") <> 45 OR "refreshToken" ~ '[^0-9a-z]'
    UNION ALL SELECT "projectId", NULL, 'verification-code:' || id, 'has a secret that is not 45 lower-case letters and digits'
    FROM "VerificationCode" WHERE length(code) <> 45 OR code ~ '[^0-9a-z]'
    UNION ALL SELECT "projectId", NULL, 'verification-code:' || id, 'was tried ' || "attemptCount" || ' times'
    FROM "VerificationCode" WHERE "attemptCount" < 0
) s
LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
