DELETE FROM "OneTimePurchase" WHERE id = '{new}';
