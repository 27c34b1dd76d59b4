UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,entries,0,adjustedTransactionId}', '"sub-start:{low}"')
WHERE ("keyPath"[2] IN ('"external:payments-txn-item-grant-repeat"', '"external:payments-transactions-by-customer"')
    AND value #>> '{rowData,txnId}' LIKE 'igr:{new}:%');
