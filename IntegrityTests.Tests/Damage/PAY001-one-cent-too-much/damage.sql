-- A transaction, the newest, says one cent more than was paid.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "priceId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}', '{"displayName": "Pack", "customerType": "user", "prices": {"once": {"USD": "5.25"}}, "includedItems": {}}',
    1, NULL, 'once', 'pi_{new}', 'PURCHASE_PAGE', NULL, '2026-06-29');
