-- A purchase was refunded before it was made.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 1, 'pro', NULL, 'API_GRANT', '2025-12-01', '2026-01-01');
