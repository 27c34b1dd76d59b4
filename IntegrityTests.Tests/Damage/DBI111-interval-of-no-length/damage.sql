-- The price in a version of a product is due every zero days.
-- Kind: rule of the code
INSERT INTO "ProductVersion" ("tenancyId", "productVersionId", "productId", "productJson", "createdAt")
VALUES ('{tenancy}', '{new}', 'pro', '{"displayName": "Pro", "customerType": "user", "prices": {"monthly": {"USD": "20", "interval": [0, "day"]}}, "includedItems": {}}', '2026-01-01');
