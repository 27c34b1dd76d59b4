-- A one-time purchase is of none.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 0, 'pro', NULL, 'API_GRANT', NULL, '2026-01-01');
