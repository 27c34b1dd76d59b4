-- A subscription ended before its period did, which nothing waits for.
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "currentPeriodStart",
    "currentPeriodEnd", "cancelAtPeriodEnd", "canceledAt", "endedAt", "creationSource", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems":
    {"user_credits": {"quantity": 10, "expires": "when-purchase-expires"}}}', 'canceled', 2, '2026-05-15', '2026-07-15', false,
    '2026-05-20', '2026-05-20', 'API_GRANT', '2026-05-15', '2026-05-15');
