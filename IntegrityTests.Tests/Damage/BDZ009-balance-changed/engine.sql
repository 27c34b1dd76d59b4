UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,itemQuantities,user_credits}', '21')
WHERE "keyPath"[2] = '"external:payments-item-quantities"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"rows"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath")
    AND "keyPath"[cardinality("keyPath")] #>> '{}' LIKE '%4:0:{new}:%';
