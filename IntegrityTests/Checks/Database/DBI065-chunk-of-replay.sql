-- DBI065: chunks belong to session replays that exist, each only once
-- Severity: error.
-- Proves what the foreign keys of `SessionReplayChunk` to `SessionReplay` and `Tenancy`, and its unique index on replay
-- and batch, require.
-- A finding means that a part of a recording belongs to no recording, or is played twice.
-- Look into it:
--   SELECT "tenancyId", "sessionReplayId", "batchId" FROM "SessionReplayChunk" WHERE id = 'CHUNK';
SELECT t."projectId" AS project, 'session-replay-chunk:' || c.id AS subject,
    'is of session-replay:' || c."sessionReplayId" || ', which does not exist' AS detail
FROM "SessionReplayChunk" c
LEFT JOIN "Tenancy" t ON t.id = c."tenancyId"
WHERE NOT EXISTS (SELECT FROM "SessionReplay" r WHERE r."tenancyId" = c."tenancyId" AND r.id = c."sessionReplayId")
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = c."tenancyId"),
    'session-replay:' || c."sessionReplayId", 'has the same batch ' || count(*) || ' times'
FROM "SessionReplayChunk" c
GROUP BY c."tenancyId", c."sessionReplayId", c."batchId"
HAVING count(*) > 1
