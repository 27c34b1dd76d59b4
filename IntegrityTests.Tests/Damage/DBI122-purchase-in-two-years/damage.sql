-- A purchase was made in two years.
-- Kind: order of times
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId", "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-gift' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 1, 'custom-gift', 'free', NULL, 'PURCHASE_PAGE', '2028-06-30');
