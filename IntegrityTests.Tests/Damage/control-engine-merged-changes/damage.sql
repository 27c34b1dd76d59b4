-- A customer got and used up items many times, at one moment too.
INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "createdAt")
SELECT md5('{new}' || number)::uuid, '{tenancy}', 'USER', '{poor}', 'user_credits', number % 3 - 1, timestamp '2026-06-01' + number / 2 * interval '1 day'
FROM generate_series(1, 20) AS number;
