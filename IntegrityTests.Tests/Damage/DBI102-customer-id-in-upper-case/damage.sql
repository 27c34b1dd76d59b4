-- An item change of a user has the user's id in upper case.
-- Kind: identity
-- Source: ory/network#348, keycloak/keycloak#20677
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', upper('{poor}'), 'user_credits', 5, '2026-01-01');
