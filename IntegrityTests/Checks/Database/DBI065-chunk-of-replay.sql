-- DBI065: chunks belong to session replays that exist, each only once
-- Severity: error.
-- Proves what the foreign keys of `SessionReplayChunk` to `SessionReplay` and `Tenancy`, and its unique index on replay
-- and batch, require.
-- A finding means that a part of a recording belongs to no recording, or is played twice.
-- Decide: The platform's operator: the recording itself is in the object store, under the keys that the chunks name.
-- Remove it there first, then the rows.
-- Look into it:
--   SELECT "tenancyId", "sessionReplayId", "batchId" FROM "SessionReplayChunk" WHERE id = 'CHUNK';
WITH lost AS MATERIALIZED (
    SELECT c.id, c."tenancyId", c."sessionReplayId"
    FROM "SessionReplayChunk" c
    WHERE NOT EXISTS (SELECT FROM "SessionReplay" r WHERE r."tenancyId" = c."tenancyId" AND r.id = c."sessionReplayId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the replays, and none where none is lost.
    SELECT r.id, min(t."projectId") AS project
    FROM "SessionReplay" r
    LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
    WHERE EXISTS (SELECT FROM lost) AND (r.id IN (SELECT "sessionReplayId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'session-replay-chunk:' || l.id AS subject,
    'is of session-replay:' || l."sessionReplayId" || coalesce(', which is of project ' || x.project, ', which does not exist') AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."sessionReplayId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = c."tenancyId"),
    'session-replay:' || c."sessionReplayId", 'has the same batch ' || count(*) || ' times'
FROM "SessionReplayChunk" c
GROUP BY c."tenancyId", c."sessionReplayId", c."batchId"
HAVING count(*) > 1
