-- The total of an invoice is negative.
-- Kind: rule of the code
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "priceId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', 'somebody', (SELECT config -> 'payments.products' -> 'custom-seats' FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}'), 'active', 1, 'custom-seats', 'monthly', 'sub_{new}',
    '2026-06-10', '2026-07-10', false, 'PURCHASE_PAGE', '2026-06-10', '2026-06-10');
INSERT INTO "SubscriptionInvoice" (id, "tenancyId", "stripeSubscriptionId", "stripeInvoiceId", "isSubscriptionCreationInvoice", status, "amountTotal", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'sub_{new}', 'in_{new}', true, 'paid', -2000, '2026-06-11', '2026-06-30');
