-- A purchase was stored, but the payments engine never learned of it: the second of the two writes failed.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId",
    "creationSource", "createdAt")
SELECT '{new}', '{tenancy}', 'USER', '{poor}', config #> ARRAY['payments.products', 'user-pack'], 1, 'user-pack', 'once', 'pi_{new}', 'PURCHASE_PAGE', '2026-06-29'
FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}';
