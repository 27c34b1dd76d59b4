-- A subscription ended before it was made.
-- Kind: order of times
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt", "canceledAt", "endedAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-seats' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'canceled', 1, 'custom-seats', 'monthly', NULL,
    '2026-06-10', '2026-07-10', false, 'API_GRANT', '2026-06-10', '2026-06-10', '2026-01-01', '2026-01-01');
