-- A payment is stored as two purchases.
DROP INDEX IF EXISTS "OneTimePurchase_tenancyId_stripePaymentIntentId_key";
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{low}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 1, 'pro', 'pi_{new}', 'API_GRANT', NULL, '2026-01-01');
 INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 1, 'pro', 'pi_{new}', 'API_GRANT', NULL, '2026-01-01');
