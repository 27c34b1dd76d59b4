-- Purchases are refunded.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 1, 'pro', NULL, 'API_GRANT', '2026-01-05', '2026-01-01');
 INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "refundedAt", "createdAt", "updatedAt")
VALUES ('{low}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 'canceled', 1, 'pro', NULL,
    '2026-01-01', '2026-02-01', false, 'API_GRANT', '2026-01-06', '2026-01-01', now());
