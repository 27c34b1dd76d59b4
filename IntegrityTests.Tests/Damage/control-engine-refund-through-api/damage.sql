-- A refund through the API names entry 0 of a subscription, and pays money back.
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "currentPeriodStart",
    "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "refundedAt", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}',
    'active', 2, '2026-05-15', '2026-07-15', true, 'API_GRANT', '2026-05-20', '2026-05-15', '2026-05-15');
INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
VALUES ('{"\"table\"","\"external:payments-manual-transactions\"","\"storage\"","\"rows\"","\"refund:subscription:{new}\""}',
    '{"rowData": {"type": "refund", "txnId": "{new}:refund", "tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user",
    "paymentProvider": "stripe", "effectiveAtMillis": 1779235200000, "createdAtMillis": 1779235200000, "entries": [
    {"type": "product-revocation", "customerType": "user", "customerId": "{poor}", "productId": null, "productLineId": null, "quantity": 2,
    "adjustedTransactionId": "sub-start:{new}", "adjustedEntryIndex": 0},
    {"type": "money-transfer", "customerType": "user", "customerId": "{poor}", "chargedAmount": {"USD": "-0.05"}}]}}');
