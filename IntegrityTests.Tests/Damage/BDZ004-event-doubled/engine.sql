INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
SELECT "keyPath"[:cardinality("keyPath") - 1] || '"{new}:2"'::jsonb, value FROM "BulldozerStorageEngine"
WHERE "keyPath"[2] = '"external:payments-one-time-purchase-events"' AND "keyPath"[cardinality("keyPath")] = '"{new}:1"';
