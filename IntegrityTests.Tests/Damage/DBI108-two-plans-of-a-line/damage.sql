-- A customer has two plans of a product line in force.
-- Kind: rule of the code
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{low}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-plus' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'active', 1, 'custom-plus', 'monthly', NULL,
    '2026-06-10', '2026-07-10', false, 'API_GRANT', '2026-06-10', '2026-06-10');
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-pro' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'active', 1, 'custom-pro', 'monthly', NULL,
    '2026-06-12', '2026-07-12', false, 'API_GRANT', '2026-06-12', '2026-06-12');
