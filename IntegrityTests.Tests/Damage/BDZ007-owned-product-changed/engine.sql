UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,ownedProducts,__null__,quantity}', '3')
WHERE "keyPath"[2] = '"external:payments-owned-products"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"rows"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath");
