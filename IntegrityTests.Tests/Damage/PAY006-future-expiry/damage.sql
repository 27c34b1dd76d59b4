-- A user was given items that expire next year: the engine counts them as expired already.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{poor}', 'user_credits', 5, '2027-01-01', '2026-06-20');
