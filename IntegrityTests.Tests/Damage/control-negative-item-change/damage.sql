-- Items are used up, also more than there are, and some expire.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}', 'user_credits', -50, NULL, '2026-01-01');
 INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{low}', '{tenancy}', 'USER', '{user}', 'user_credits', 5, '2026-01-02', '2026-01-01');
