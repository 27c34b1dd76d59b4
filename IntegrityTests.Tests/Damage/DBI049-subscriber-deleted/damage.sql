-- A user was deleted, whose subscription stays in force.
INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "refundedAt", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'USER', '{nobody}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 'active', 1, 'pro', NULL,
    '2026-01-01', '2026-02-01', false, 'API_GRANT', NULL, '2026-01-01', now());
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey")
VALUES ('{new}', '{tenancy}', 'ProjectUser', '{"tenancyId": "{tenancy}", "projectUserId": "{nobody}"}');
