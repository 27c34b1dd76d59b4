DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-subscription-timefold"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"states"'
    AND "keyPath"[cardinality("keyPath")] = '"{new}"';
DELETE FROM "BulldozerTimeFoldQueue" WHERE "rowIdentifier" = '{new}';
