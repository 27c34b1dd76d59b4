DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-subscriptions"'
    AND "keyPath"[cardinality("keyPath")] = '"{new}"';
