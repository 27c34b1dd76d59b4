UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{stateAfter,user_credits,grants,0,q}', '99')
WHERE "keyPath"[2] = '"external:payments-item-quantities"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"states"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath")
    AND "keyPath"[cardinality("keyPath")] #>> '{}' LIKE '%4:0:{new}:%';
