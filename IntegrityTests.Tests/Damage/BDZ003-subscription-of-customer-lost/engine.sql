DELETE FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-subscription-map-by-customer"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"rows"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath");
