-- The queue goes on from an older state of a subscription.
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "currentPeriodStart",
    "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems":
    {"user_credits": {"quantity": 10, "repeat": [1, "month"], "expires": "when-repeated"}}}', 'active', 2, '2026-05-15', '2026-07-15',
    false, 'API_GRANT', '2026-05-15', '2026-05-15');
