-- A product that was defined within a purchase has a version, with letters and keys of all kinds.
INSERT INTO "ProductVersion" ("tenancyId", "productVersionId", "productId", "productJson")
VALUES ('{tenancy}', 'ZjGUTIseoMw0wFxfFIUkvdZsrbKFP28lbbosuHm3AQ8=', NULL,
    '{"displayName": "Größe \"1\" 🎉\n", "customerType": "user", "prices": {"9": {"USD": "1", "serverOnly": false}, "10": {"USD": "2", "interval": [1, "month"], "serverOnly": false}, "a": {"USD": "3", "serverOnly": false}}, "includedItems": {}, "stackable": false, "serverOnly": false, "isAddOnTo": false}');
