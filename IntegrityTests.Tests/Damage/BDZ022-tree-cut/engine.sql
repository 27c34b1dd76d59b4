UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{leftRowIdentifier}', 'null')
WHERE "keyPath"[2] = '"external:payments-changes-sorted-for-ledger"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"rows"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath")
    AND "keyPath"[7] #>> '{}' = (
        SELECT m.value ->> 'rootRowIdentifier' FROM "BulldozerStorageEngine" m WHERE m."keyPath" = "BulldozerStorageEngine"."keyPath"[:5] || '"metadata"'::jsonb);
