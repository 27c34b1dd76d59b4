-- A grant is recorded twice.
-- Kind: rule of the code
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId", "creationSource", "createdAt")
VALUES ('{low}', '{tenancy}', 'CUSTOM', 'somebody', '{"displayName": "Made for you", "customerType": "custom", "stackable": false, "prices": {"once": {"USD": "5"}}, "includedItems": {}}', 1, NULL, 'once', NULL, 'API_GRANT', '2026-06-10');
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId", "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', '{"displayName": "Made for you", "customerType": "custom", "stackable": false, "prices": {"once": {"USD": "5"}}, "includedItems": {}}', 1, NULL, 'once', NULL, 'API_GRANT', '2026-06-10');
