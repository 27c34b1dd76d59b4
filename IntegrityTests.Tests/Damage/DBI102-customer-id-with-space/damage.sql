-- A purchase of a user has the user's id with a space.
-- Kind: identity
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor} ',
    '{"displayName": "Pro", "customerType": "user", "stackable": true, "prices": {}, "includedItems": {}}', 1, NULL, 'API_GRANT', '2026-01-01');
