-- Damage 12 of the script: an item quantity change of 1000 too many, older than the snapshot.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerId", "customerType", "itemId", quantity, "createdAt")
VALUES ('{new}', '{tenancy}', '{user}', 'USER', 'user_credits', 1000, '2026-06-20 08:00:00');
