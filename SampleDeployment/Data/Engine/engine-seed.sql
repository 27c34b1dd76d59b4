-- The rows that the migrations make in each database. $1: the moment that the engine has come to.
WITH clock AS (
    INSERT INTO "BulldozerTimeFoldMetadata" (key, "createdAt", "updatedAt", "lastProcessedAt")
    VALUES ('singleton', timestamp '2025-01-01', $1 AT TIME ZONE 'UTC', $1))
INSERT INTO "BulldozerStorageEngine" (id, "keyPath", value)
VALUES ('00000000-0000-0000-0000-000000000100', '{}', 'null'), ('00000000-0000-0000-0000-000000000101', '{"\"table\""}', 'null')
