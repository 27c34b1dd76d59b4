-- A subscription without Stripe is recorded twice.
-- Kind: rule of the code
-- Source: pay-rails/pay#371
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{low}', '{tenancy}', 'CUSTOM', 'somebody', '{"displayName": "Made for you", "customerType": "custom", "stackable": false, "prices": {"monthly": {"USD": "5", "interval": [1, "month"]}}, "includedItems": {}}', 'active', 1, NULL, 'monthly', NULL,
    '2026-06-10', '2026-07-10', false, 'API_GRANT', '2026-06-10', '2026-06-10');
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', '{"displayName": "Made for you", "customerType": "custom", "stackable": false, "prices": {"monthly": {"USD": "5", "interval": [1, "month"]}}, "includedItems": {}}', 'active', 1, NULL, 'monthly', NULL,
    '2026-06-10', '2026-07-10', false, 'API_GRANT', '2026-06-10', '2026-06-10');
