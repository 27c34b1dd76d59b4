-- A purchase has the id of a Stripe subscription where that of its payment belongs.
-- Kind: rule of the code
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 1, 'pro', 'sub_{new}', 'API_GRANT', '2026-01-01');
