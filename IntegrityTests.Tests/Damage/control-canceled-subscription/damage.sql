-- Damage 17 of the script, which is none: a canceled subscription in a line with a default product.
UPDATE "EnvironmentConfigOverride" SET config = config || '{"payments": {"products": {"free": {"displayName": "Free", "customerType": "user", "productLineId": "plans", "prices": "include-by-default", "includedItems": {}}}, "productLines": {"plans": {"displayName": "Plans", "customerType": "user"}}, "items": {}}}' WHERE "projectId" = '{project}';
 INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "stripeSubscriptionId",
     "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "refundedAt", "createdAt", "updatedAt")
 VALUES ('{new}', '{tenancy}', 'USER', '{user}',
     '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}, "productLineId": "plans"}', 'canceled', 1, 'pro', NULL,
     '2026-01-01', '2026-02-01', false, 'API_GRANT', NULL, '2026-01-01', now());
