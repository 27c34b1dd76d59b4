INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
SELECT "keyPath" || '{"tenancyId": "{tenancy}", "customerId": "{poor}", "customerType": "robot"}'::jsonb, 'null' FROM "BulldozerStorageEngine"
WHERE "keyPath"[2] = '"external:payments-owned-products"' AND "keyPath"[cardinality("keyPath")] = '"groups"';
