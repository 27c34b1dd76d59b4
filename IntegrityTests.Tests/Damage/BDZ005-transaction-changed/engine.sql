UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,entries,1,quantity}', '9')
WHERE "keyPath"[2] = '"external:payments-txn-subscription-start"'
    AND "keyPath"[cardinality("keyPath")] = '"{new}:1:1:1"';
