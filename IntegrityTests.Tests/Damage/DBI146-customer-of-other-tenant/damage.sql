-- An item change of the project is of a user of another one.
-- Kind: reference
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', (SELECT "projectUserId" FROM "ProjectUser" WHERE "mirroredProjectId" = '{other}' ORDER BY 1 LIMIT 1)::text, 'user_credits', 5, '2026-01-01');
