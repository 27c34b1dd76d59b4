-- A product was never in the config, or is not any more.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 1, NULL, NULL, 'API_GRANT', NULL, '2026-01-01');
 INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "refundedAt", "createdAt", "updatedAt")
VALUES ('{low}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Legacy", "customerType": "user", "prices": "include-by-default", "productLineId": "plans"}', 'active', 1, 'removed', NULL,
    '2026-01-01', '2026-02-01', false, 'API_GRANT', NULL, '2026-01-01', now());
