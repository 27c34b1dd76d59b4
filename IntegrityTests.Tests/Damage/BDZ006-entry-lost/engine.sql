DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-transaction-entries"'
    AND "keyPath"[cardinality("keyPath")] = '"2:{new}:1:1:1:3"';
