-- A purchase is of a tenancy that does not exist.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{new}', '{nobody}', 'CUSTOM', 'somebody', 'credits', 5, NULL, '2026-01-01');
