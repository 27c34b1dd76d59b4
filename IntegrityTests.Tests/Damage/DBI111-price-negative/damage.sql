-- The price in a version of a product is negative.
-- Kind: rule of the code
-- Source: killbill/killbill#1015
INSERT INTO "ProductVersion" ("tenancyId", "productVersionId", "productId", "productJson", "createdAt")
VALUES ('{tenancy}', '{new}', 'pro', '{"displayName": "Pro", "customerType": "user", "prices": {"monthly": {"USD": "-20", "interval": [1, "month"]}}, "includedItems": {}}', '2026-01-01');
