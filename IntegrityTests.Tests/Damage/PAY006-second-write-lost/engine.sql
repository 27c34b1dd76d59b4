-- No row of the engine names it.
DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[5] = to_jsonb('{new}'::text);
