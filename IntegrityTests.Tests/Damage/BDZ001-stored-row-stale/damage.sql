-- A purchase was paid again by another payment, and the engine has the old one.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', '{"displayName": "Pack", "customerType": "user", "prices": {}, "includedItems":
    {"user_credits": {"quantity": 10, "repeat": "never", "expires": "never"}}}', 1, 'API_GRANT', '2026-06-20');
