-- A one-time purchase of a user who was lost.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{nobody}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 1, 'pro', NULL, 'API_GRANT', NULL, '2026-01-01');
