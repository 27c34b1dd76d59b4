DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-subscription-start-events"'
    AND "keyPath"[cardinality("keyPath")] = '"{new}:1:1"';
