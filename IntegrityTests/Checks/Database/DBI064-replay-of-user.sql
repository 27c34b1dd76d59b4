-- DBI064: session replays belong to users and tenancies that exist
-- Severity: error.
-- Proves what the foreign keys of `SessionReplay` to `ProjectUser` and `Tenancy` require.
-- A finding means that a recording of a user is kept after the user was deleted: personal data that nobody can find and
-- remove.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "startedAt" FROM "SessionReplay" WHERE id = 'REPLAY';
SELECT t."projectId" AS project, 'session-replay:' || r.id AS subject, 'is of user:' || r."projectUserId" || ', who does not exist' AS detail
FROM "SessionReplay" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
