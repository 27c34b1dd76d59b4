-- A subscription is active, and has ended.
-- Kind: order of times
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt", "endedAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-seats' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'active', 1, 'custom-seats', 'monthly', NULL,
    '2026-06-10', '2026-07-10', false, 'API_GRANT', '2026-06-10', '2026-06-10', '2026-06-20');
