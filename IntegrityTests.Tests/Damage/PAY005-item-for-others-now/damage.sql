-- An item change of a team, older than the last change of the config; its item is for users now.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'TEAM', '{team}', 'user_credits', 5, NULL, '2026-01-01');
