INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
VALUES ('{"\"table\"","\"external:payments-manual-transactions\"","\"storage\"","\"rows\"","\"refund:one-time-purchase:{new}\""}',
    '{"rowData": {"type": "refund", "txnId": "{new}:refund", "tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user",
    "paymentProvider": "stripe", "effectiveAtMillis": 1782345600000, "createdAtMillis": 1782345600000, "entries": []}}');
