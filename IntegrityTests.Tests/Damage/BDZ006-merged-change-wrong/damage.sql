-- Changes that nothing ends are added up wrongly.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', '{"displayName": "Pack", "customerType": "user", "prices": {}, "includedItems":
    {"user_credits": {"quantity": 10, "repeat": "never", "expires": "never"}}}', 1, 'API_GRANT', '2026-06-20');
