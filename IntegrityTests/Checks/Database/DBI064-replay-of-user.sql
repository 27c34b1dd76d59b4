-- DBI064: session replays belong to users and tenancies that exist
-- Severity: error.
-- Proves what the foreign keys of `SessionReplay` to `ProjectUser` and `Tenancy` require.
-- A finding means that a recording of a user is kept after the user was deleted: personal data that nobody can find and
-- remove.
-- Decide: The platform's operator: the recording itself is in the object store, under the keys that the chunks name.
-- Remove it there first, then the rows.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "startedAt" FROM "SessionReplay" WHERE id = 'REPLAY';
WITH lost AS MATERIALIZED (
    SELECT r.id, r."tenancyId", r."projectUserId"
    FROM "SessionReplay" r
    WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the users, and none where nobody is lost.
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE EXISTS (SELECT FROM lost) AND ("projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'session-replay:' || l.id AS subject,
    'is of user:' || l."projectUserId" || coalesce(', who is a user of project ' || x.project, ', who does not exist') AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."projectUserId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"
