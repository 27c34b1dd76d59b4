-- The price in a version of a product has a comma.
-- Kind: rule of the code
INSERT INTO "ProductVersion" ("tenancyId", "productVersionId", "productId", "productJson", "createdAt")
VALUES ('{tenancy}', '{new}', 'pro', '{"displayName": "Pro", "customerType": "user", "prices": {"monthly": {"USD": "19,99"}}, "includedItems": {}}', '2026-01-01');
