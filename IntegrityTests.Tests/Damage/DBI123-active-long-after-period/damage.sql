-- A subscription is active although its period ended a year ago: Stripe's word was lost.
-- Kind: order of times
-- Source: laravel/cashier-stripe#1759, stack-auth/stack-auth#1102
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-seats' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'active', 1, 'custom-seats', 'monthly', 'sub_{new}',
    '2025-03-20', '2025-04-20', false, 'PURCHASE_PAGE', '2025-03-20', '2025-03-20');
