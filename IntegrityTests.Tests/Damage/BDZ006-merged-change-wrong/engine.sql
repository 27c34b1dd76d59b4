UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,quantity}', '11')
WHERE "keyPath"[2] = '"external:payments-entries-compacted-raw"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"rows"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath");
