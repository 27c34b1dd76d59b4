-- DBI121: the chunks of session replays are within their replay
-- Severity: error.
-- Proves that a replay and each of its chunks end after they begin; that a chunk is not outside its replay, which the backend
-- widens for each; that it has events and bytes; and that its key in the store is that of its project, branch, replay and batch.
-- A finding means that a part of a recording cannot be played, or is the recording of somebody else.
-- Decide: The platform's operator: see in the object store which replay the chunk is of.
-- Look into it:
--   SELECT "sessionReplayId", "batchId", "s3Key", "eventCount", "byteLength" FROM "SessionReplayChunk" WHERE id = 'CHUNK';
SELECT t."projectId" AS project, 'session-replay:' || r.id AS subject, 'ends before it begins' AS detail
FROM "SessionReplay" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."lastEventAt" < r."startedAt"
UNION ALL
SELECT t."projectId", 'session-replay-chunk:' || c.id, CASE
        WHEN c."lastEventAt" < c."firstEventAt" THEN 'ends before it begins'
        WHEN c."eventCount" < 1 OR c."byteLength" < 1 THEN 'has no events or no bytes'
        WHEN lower(c."s3Key") <> lower('session-replays/' || t."projectId" || '/' || t."branchId" || '/' || r.id || '/' || c."batchId" || '.json.gz')
            THEN 'is kept in the store as something else'
        ELSE 'is outside session-replay:' || r.id
    END
FROM "SessionReplayChunk" c
JOIN "SessionReplay" r ON r."tenancyId" = c."tenancyId" AND r.id = c."sessionReplayId"
JOIN "Tenancy" t ON t.id = c."tenancyId"
WHERE c."lastEventAt" < c."firstEventAt" OR c."eventCount" < 1 OR c."byteLength" < 1
    OR lower(c."s3Key") <> lower('session-replays/' || t."projectId" || '/' || t."branchId" || '/' || r.id || '/' || c."batchId" || '.json.gz')
    OR c."firstEventAt" < r."startedAt" - interval '1 second' OR c."lastEventAt" > r."lastEventAt" + interval '1 second'
