-- The JSON of a product version was changed by hand: its id is no longer its hash.
-- Kind: derived value
-- Source: the backend's computeProductVersionId
INSERT INTO "ProductVersion" ("tenancyId", "productVersionId", "productId", "productJson")
VALUES ('{tenancy}', '{new}', 'team-plan', '{"displayName": "Changed", "customerType": "user", "prices": {}, "includedItems": {}}');
