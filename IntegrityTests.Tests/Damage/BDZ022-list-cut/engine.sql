UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{nextRowIdentifier}', 'null')
WHERE "keyPath"[2] = '"external:payments-changes-sorted-for-ledger"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"rows"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath")
    AND value ->> 'prevRowIdentifier' IS NULL;
