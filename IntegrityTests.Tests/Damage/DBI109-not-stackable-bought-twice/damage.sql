-- A customer paid twice for a product that is not stackable.
-- Kind: rule of the code
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId", "creationSource", "createdAt")
VALUES ('{low}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-gift' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 1, 'custom-gift', 'free', 'pi_{low}', 'PURCHASE_PAGE', '2026-06-10');
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId", "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-gift' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 1, 'custom-gift', 'free', 'pi_{new}', 'PURCHASE_PAGE', '2026-06-11');
