-- A stackable product is bought twice.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId", "creationSource", "createdAt")
VALUES ('{low}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-pack' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 2, 'custom-pack', 'once', 'pi_{low}', 'PURCHASE_PAGE', '2026-06-28');
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId", "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-pack' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 1, 'custom-pack', 'once', 'pi_{new}', 'PURCHASE_PAGE', '2026-06-29');
