UPDATE "BulldozerTimeFoldQueue" SET "scheduledAt" = '2026-06-30 11:00Z' WHERE "rowIdentifier" = '{new}';
UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{nextTimestamp}', '"2026-06-30T11:00:00+00:00"')
WHERE "keyPath"[2] = '"external:payments-subscription-timefold"' AND "keyPath"[cardinality("keyPath") - 1] = '"states"' AND "keyPath"[cardinality("keyPath")] = '"{new}"';
