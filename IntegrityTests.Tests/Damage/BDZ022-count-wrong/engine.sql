UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowCount}', '99')
WHERE "keyPath"[2] = '"external:payments-product-entries-sorted"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath")
    AND "keyPath"[cardinality("keyPath")] = '"metadata"';
