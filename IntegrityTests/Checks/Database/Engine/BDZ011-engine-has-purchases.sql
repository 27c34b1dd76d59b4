-- BDZ011: where there are purchases, the payments engine is initialised
-- Severity: error.
-- Proves that the payments engine has at least one initialised table once there is a subscription, one-time purchase or
-- item quantity change. The platform's migration makes the engine's storage, and a step of its own behind the migration
-- initialises its tables and fills them with what is stored.
-- A finding means that this step was not run: the API answers that nobody owns or has anything, and each new purchase
-- fails behind its own row. Run the platform's migration again, which initialises and fills all tables.
-- Decide: The platform's operator: run the migration that initialises the engine, to its end.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPathParent" = ARRAY['"table"']::jsonb[];
SELECT NULL AS project, 'engine:payments' AS subject,
    'is not initialised, and there are ' || p.count || ' purchases and item quantity changes' AS detail
FROM (
    SELECT (SELECT count(*) FROM "Subscription") + (SELECT count(*) FROM "OneTimePurchase") + (SELECT count(*) FROM "ItemQuantityChange")
        AS count
) p
WHERE p.count > 0 AND NOT EXISTS (
    SELECT FROM (SELECT "keyPath" AS path FROM "BulldozerStorageEngine" WHERE "keyPathParent" = ARRAY['"table"']::jsonb[]) t
    WHERE (SELECT true FROM "BulldozerStorageEngine" m
        WHERE m."keyPath" = t.path || '{"\"storage\"", "\"metadata\""}'::jsonb[] LIMIT 1))
