-- A purchase that the payments engine cannot write was stored: the second of the two writes failed, and nobody repeats it.
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "creationSource", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', '{"displayName": "Pack", "customerType": "user", "prices": {}, "includedItems": {
    "user_credits": {"quantity": 10, "repeat": [1, "day"], "expires": "when-repeated"},
    "user_minutes": {"quantity": 5, "repeat": [1, "week"], "expires": "never"}}}', 1, 'API_GRANT', '2026-06-01');
