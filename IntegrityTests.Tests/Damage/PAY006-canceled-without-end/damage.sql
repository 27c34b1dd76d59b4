-- A canceled subscription does not say when it ended: the engine gives its items for ever.
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "currentPeriodStart",
    "currentPeriodEnd", "cancelAtPeriodEnd", "canceledAt", "endedAt", "creationSource", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems":
    {"user_credits": {"quantity": 10, "repeat": [1, "month"], "expires": "when-repeated"}}}', 'canceled', 2, '2026-03-15', '2026-04-15',
    false, '2026-04-10', NULL, 'API_GRANT', '2026-03-15', '2026-03-15');
