-- A part of a recording ends after the recording.
-- Kind: rule of the code
INSERT INTO "SessionReplay" (id, "tenancyId", "projectUserId", "refreshTokenId", "startedAt", "lastEventAt", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', '{user}', '{nobody}', '2026-01-01', '2026-01-01 00:02', '2026-01-01', '2026-01-01');
INSERT INTO "SessionReplayChunk" (id, "tenancyId", "sessionReplayId", "batchId", "sessionReplaySegmentId", "browserSessionId", "s3Key", "eventCount", "byteLength", "firstEventAt", "lastEventAt", "createdAt")
VALUES ('{new}', '{tenancy}', '{new}', '{low}', 's', 'b', 'session-replays/{project}/main/{new}/{low}.json.gz', 1, 1, '2026-01-01', '2026-01-01 00:30', '2026-01-01');
