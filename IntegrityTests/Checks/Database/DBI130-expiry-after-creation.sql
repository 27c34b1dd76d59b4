-- DBI130: what expires was made before, and does not live for ever
-- Severity: error.
-- Proves that refresh tokens, provider's access tokens and verification codes do not expire before they are made; that a code lives
-- for 31 days at most and a refresh token for 400 days after its last change (the backend gives at most 30 and 367); that a code was
-- used after it was made and before it expired; that a key was revoked after it was made; and that the boost of a tenancy's e-mails
-- ends within a day of the last change (the backend gives four hours). Five minutes of difference are allowed, and a day for the
-- provider's tokens.
-- A finding means that a time is in the wrong unit, so that a secret is valid for too long, or never was.
-- Decide: The platform's operator: let the code or session expire. Somebody may have given it a life that no code of
-- the platform gives.
-- Look into it:
--   SELECT type, "createdAt", "expiresAt", "usedAt" FROM "VerificationCode" WHERE id = 'CODE';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
)
SELECT coalesce(r.project, t."projectId") AS project, r.subject, r.detail
FROM (
    SELECT NULL AS project, "tenancyId", 'refresh-token:' || id AS subject, 'was made at ' || "createdAt" || ' and expires at ' || "expiresAt" AS detail
    FROM "ProjectUserRefreshToken"
    WHERE ("expiresAt" < "createdAt" - interval '5 minutes' OR "expiresAt" > greatest("createdAt", "updatedAt", "lastActiveAt") + interval '400 days')
        AND "createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'oauth-access-token:' || id, 'was made at ' || "createdAt" || ' and expired at ' || "expiresAt"
    FROM "OAuthAccessToken" WHERE "expiresAt" < "createdAt" - interval '1 day' AND "createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT "projectId", NULL, 'verification-code:' || id, 'was made at ' || "createdAt" || ' and expires at ' || "expiresAt"
    FROM "VerificationCode"
    WHERE "expiresAt" NOT BETWEEN "createdAt" - interval '5 minutes' AND "createdAt" + interval '31 days' AND "createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT "projectId", NULL, 'verification-code:' || id, 'was used at ' || "usedAt" || ', which is not between its creation and its expiry'
    FROM "VerificationCode"
    WHERE "usedAt" NOT BETWEEN "createdAt" - interval '5 minutes' AND "expiresAt" + interval '5 minutes' AND "createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT NULL, "tenancyId", 'api-key:' || id, 'was revoked at ' || "manuallyRevokedAt" || ', before it was made at ' || "createdAt"
    FROM "ProjectApiKey" WHERE "manuallyRevokedAt" < "createdAt" - interval '5 minutes' AND "createdAt" <= (SELECT now FROM moment)
    UNION ALL SELECT "projectId", NULL, 'tenancy:' || id, 'was changed at ' || "updatedAt" || ', and its boost ends at ' || "emailCapacityBoostExpiresAt"
    FROM "Tenancy" WHERE "emailCapacityBoostExpiresAt" > "updatedAt" + interval '1 day'
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
