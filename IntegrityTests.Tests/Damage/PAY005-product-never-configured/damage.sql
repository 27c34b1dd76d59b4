-- Damage 14 of the script: a subscription to a product that is not in the config.
UPDATE "Subscription" SET "productId" = 'undefined' WHERE "tenancyId" = '{tenancy}' AND "customerId" = '{user}';
