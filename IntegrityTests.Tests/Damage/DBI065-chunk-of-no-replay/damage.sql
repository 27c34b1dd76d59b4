-- A chunk is left behind by a session replay that was lost.
INSERT INTO "SessionReplayChunk" (id, "tenancyId", "sessionReplayId", "batchId", "sessionReplaySegmentId", "browserSessionId", "s3Key",
    "eventCount", "byteLength", "firstEventAt", "lastEventAt")
VALUES ('{new}', '{tenancy}', '{nobody}', '{new}', 's', 'b', 'k', 1, 1, now(), now());
