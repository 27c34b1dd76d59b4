-- DBI139: session replays are of sessions of their user
-- Severity: error.
-- Proves that the session which a replay names (`refreshTokenId`), if there is one, is of the same tenancy and user. Signing out
-- removes a session and leaves its replays, so a session that does not exist is legal.
-- A finding means that a recording is shown as one of somebody else.
-- Decide: The platform's operator: whose recording is it? Until it is decided, nobody should see it.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "refreshTokenId", "startedAt" FROM "SessionReplay" WHERE id = 'REPLAY';
SELECT t."projectId" AS project, 'session-replay:' || r.id AS subject,
    'is of user:' || r."projectUserId" || ', but its refresh-token:' || k.id || ' is of user:' || k."projectUserId"
        || CASE WHEN k."tenancyId" <> r."tenancyId" THEN coalesce(' of project ' || o."projectId", ' of another tenancy') ELSE '' END AS detail
FROM "SessionReplay" r
JOIN "ProjectUserRefreshToken" k ON k.id = r."refreshTokenId"
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
LEFT JOIN "Tenancy" o ON o.id = k."tenancyId"
WHERE (k."tenancyId", k."projectUserId") IS DISTINCT FROM (r."tenancyId", r."projectUserId")
