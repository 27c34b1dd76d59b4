-- Takes over what was derived anew. A table that has no ungrouped rows any more has no place for them either, as with the platform.
INSERT INTO "BulldozerStorageEngine" (id, "keyPath", value) SELECT id, "keyPath", value FROM derived_rows
ON CONFLICT ("keyPath") DO NOTHING;
DROP TABLE derived_rows;

WITH ungrouped AS (
    SELECT e."keyPath" AS path FROM "BulldozerStorageEngine" e
    WHERE e."keyPath"[cardinality(e."keyPath")] = 'null' AND e."keyPath"[cardinality(e."keyPath") - 1] = '"groups"'),
parts AS (
    SELECT ungrouped.path AS "group", e."keyPath" AS path, EXISTS (
        SELECT FROM "BulldozerStorageEngine" r WHERE r."keyPathParent" = e."keyPath") AS is_used
    FROM ungrouped JOIN "BulldozerStorageEngine" e ON e."keyPathParent" = ungrouped.path),
empty AS (
    SELECT "group" FROM parts GROUP BY "group" HAVING NOT bool_or(is_used))
DELETE FROM "BulldozerStorageEngine" WHERE "keyPath" IN (
    SELECT "group" FROM empty UNION ALL SELECT path FROM parts JOIN empty USING ("group"));
