-- Damage 13 of the script: customerType of an item change wrong.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'TEAM', '{user}', 'user_credits', 5, NULL, '2026-06-20');
