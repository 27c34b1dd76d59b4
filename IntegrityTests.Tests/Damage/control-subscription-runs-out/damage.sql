-- A subscription of the newest version was cancelled and has ended with its period.
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "canceledAt", "endedAt", "creationSource", "createdAt", "updatedAt")
SELECT '{new}', '{tenancy}', 'USER', '{poor}', config #> ARRAY['payments.products', 'user-plus'], 'canceled', 2, 'user-plus', NULL,
    '2026-03-01', '2026-04-01', true, '2026-03-20', '2026-04-01', 'API_GRANT', '2026-03-01', now()
FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}';
