-- A one-time purchase, older than the first recorded deletion, of a team that does not exist.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'TEAM', '{nobody}',
    '{"displayName": "Pro", "customerType": "team", "prices": {}, "includedItems": {}}', 1, 'pro', NULL, 'API_GRANT', NULL, '2015-01-01');
