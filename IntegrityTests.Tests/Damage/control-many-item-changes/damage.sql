-- Damage 21 of the script, which is none: 450 item changes older than the newest subscription.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "createdAt")
SELECT gen_random_uuid(), '{tenancy}', 'USER', '{user}', 'user_credits', 1, timestamp '2025-06-01' + number * interval '1 minute'
FROM generate_series(1, 450) AS number;
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "refundedAt", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 'active', 1, 'pro', NULL,
    '2026-01-01', '2026-02-01', false, 'API_GRANT', NULL, '2026-01-01', now());
