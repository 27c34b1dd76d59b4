UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,expiresAtMillis}', '1782345600000')
WHERE "keyPath"[2] = '"external:payments-split-item-changes-with-expiry"'
    AND "keyPath"[cardinality("keyPath") - 1] = '"rows"'
    AND '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user"}' = ANY ("keyPath")
    AND value #> '{rowData,expiresAtMillis}' <> 'null';
