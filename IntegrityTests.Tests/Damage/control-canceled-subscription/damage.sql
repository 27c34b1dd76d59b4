-- Damage 17 of the script, which is none: a canceled subscription in a line with a default product.
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "refundedAt", "createdAt", "updatedAt")
SELECT '{new}', '{tenancy}', 'USER', '{poor}', config #> ARRAY['payments.products', 'user-plus'], 'canceled', 1, 'user-plus', NULL,
    '2026-01-01', '2026-02-01', false, 'API_GRANT', NULL, '2026-01-01', now()
FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}';
