-- Makes of what is there of some tenancies and customers what was derived anew: what is no more is removed, what differs is changed, what
-- is new is added. Most of it stays, so that little is written. @scopes are texts: a tenancy's id, and for a customer its type and id
-- behind it, between bars. Children are named here, since a session that plants damage has no foreign keys.
WITH RECURSIVE groups AS (
    SELECT g.path
    FROM "BulldozerStorageEngine" t,
        LATERAL (VALUES (ARRAY[]::jsonb[]), (ARRAY['"table"', '"internal:filter"']::jsonb[]),
            (ARRAY['"table"', '"internal:map"']::jsonb[])) AS inner_table (part),
        LATERAL (SELECT t."keyPath" || part || ARRAY['"storage"', '"groups"']::jsonb[] AS path) AS g
    WHERE t."keyPathParent" = ARRAY['"table"']::jsonb[]),
owned AS (
    SELECT e."keyPath" AS path, e.value
    FROM groups JOIN "BulldozerStorageEngine" e ON e."keyPathParent" = groups.path
    CROSS JOIN LATERAL (SELECT e."keyPath"[cardinality(e."keyPath")] AS key) k
    WHERE key ->> 'tenancyId' = ANY (@scopes)
        OR concat_ws('|', key ->> 'tenancyId', key ->> 'customerType', key ->> 'customerId') = ANY (@scopes)
    UNION ALL
    SELECT e."keyPath", e.value FROM owned JOIN "BulldozerStorageEngine" e ON e."keyPathParent" = owned.path),
ungrouped AS (
    SELECT e."keyPath" AS path, e.value
    FROM groups
    CROSS JOIN (VALUES ('"rows"'::jsonb), ('"states"'::jsonb)) AS parts (part)
    JOIN "BulldozerStorageEngine" e ON e."keyPathParent" = groups.path || ARRAY['null', part]::jsonb[]
    CROSS JOIN LATERAL (SELECT e.value -> 'rowData' AS data) d
    CROSS JOIN LATERAL (VALUES (data), (data -> 'leftRowData'), (data -> 'rightRowData')) AS parties (party)
    WHERE party ->> 'tenancyId' = ANY (@scopes)
        OR concat_ws('|', party ->> 'tenancyId', party ->> 'customerType', party ->> 'customerId') = ANY (@scopes)),
held AS (TABLE owned UNION ALL TABLE ungrouped),
removed AS (
    DELETE FROM "BulldozerStorageEngine"
    WHERE "keyPath" IN (SELECT path FROM held WHERE NOT EXISTS (SELECT FROM derived_rows d WHERE d."keyPath" = held.path))),
different AS MATERIALIZED (
    SELECT held.path, d.value FROM held JOIN derived_rows d ON d."keyPath" = held.path WHERE d.value <> held.value),
changed AS (
    UPDATE "BulldozerStorageEngine" e SET value = different.value FROM different WHERE e."keyPath" = different.path)
INSERT INTO "BulldozerStorageEngine" (id, "keyPath", value)
SELECT id, "keyPath", value FROM derived_rows d
WHERE NOT EXISTS (SELECT FROM "BulldozerStorageEngine" e WHERE e."keyPath" = d."keyPath");
DROP TABLE derived_rows;

-- A table that has no ungrouped rows any more has no place for them either, as with the platform.
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
