-- Damage 13 of the script in its other form: an item change of a user is of type CUSTOM.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'CUSTOM', '{user}', 'user_credits', 5, NULL, '2026-06-20');
