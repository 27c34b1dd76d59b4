-- A refund takes a product back from a transaction that does not exist.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', '{"displayName": "Pack", "customerType": "user", "prices": {}, "includedItems":
    {"user_credits": {"quantity": 10, "repeat": "never", "expires": "never"}}}', 1, 'API_GRANT', '2026-06-20');
UPDATE "OneTimePurchase" SET "refundedAt" = '2026-06-25' WHERE id = '{new}';
INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
VALUES ('{"\"table\"","\"external:payments-manual-transactions\"","\"storage\"","\"rows\"","\"refund:one-time-purchase:{new}\""}',
    '{"rowData": {"type": "refund", "txnId": "{new}:refund", "tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "user",
    "paymentProvider": "stripe", "effectiveAtMillis": 1782345600000, "createdAtMillis": 1782345600000, "entries": [
    {"type": "product-revocation", "customerType": "user", "customerId": "{poor}", "productId": null, "productLineId": null, "quantity": 1,
    "adjustedTransactionId": "otp:{low}", "adjustedEntryIndex": 0}]}}');
