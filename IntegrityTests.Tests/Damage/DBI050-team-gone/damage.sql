-- A one-time purchase of a team that does not exist; the reference version does not record deletions of teams.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'TEAM', '{nobody}',
    '{"displayName": "Pro", "customerType": "team", "prices": {}, "includedItems": {}}', 1, 'pro', NULL, 'API_GRANT', NULL, '2026-01-01');
