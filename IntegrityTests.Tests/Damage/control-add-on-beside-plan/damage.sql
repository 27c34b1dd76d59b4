-- A customer has a plan, a stackable add-on to it twice, and a plan that ended.
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{low}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-plus' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'active', 1, 'custom-plus', 'monthly', NULL,
    '2026-06-10', '2026-07-10', false, 'API_GRANT', '2026-06-10', '2026-06-10');
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-seats' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'active', 1, 'custom-seats', 'monthly', NULL,
    '2026-06-10', '2026-07-10', false, 'API_GRANT', '2026-06-10', '2026-06-10');
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{nobody}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-seats' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'active', 1, 'custom-seats', 'monthly', NULL,
    '2026-06-11', '2026-07-11', false, 'API_GRANT', '2026-06-11', '2026-06-11');
