DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-transactions-by-customer"'
    AND "keyPath"[cardinality("keyPath")] = '"2:{new}:1:1:1"';
