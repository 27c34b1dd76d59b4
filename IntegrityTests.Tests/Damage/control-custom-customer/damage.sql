-- A custom customer may have any id.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'ACME & sons, 50% off', 'credits', 5, NULL, '2026-01-01');
 INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{low}', '{tenancy}', 'CUSTOM', '{nobody}',
    '{"displayName": "Pro", "customerType": "custom", "prices": {}, "includedItems": {}}', 1, 'pro', NULL, 'API_GRANT', NULL, '2026-01-01');
