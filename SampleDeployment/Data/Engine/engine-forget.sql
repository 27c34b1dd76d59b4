-- Removes all that the engine derived from the rows of some tenancies and customers ($1, as texts: a tenancy's id, and for a customer its
-- type and id behind it, between bars), and what its queue waits for. Children are named
-- here, since a session that plants damage has no foreign keys.
WITH RECURSIVE groups AS (
    SELECT g.path
    FROM "BulldozerStorageEngine" t,
        LATERAL (VALUES (ARRAY[]::jsonb[]), (ARRAY['"table"', '"internal:filter"']::jsonb[]),
            (ARRAY['"table"', '"internal:map"']::jsonb[])) AS inner_table (part),
        LATERAL (SELECT t."keyPath" || part || ARRAY['"storage"', '"groups"']::jsonb[] AS path) AS g
    WHERE t."keyPathParent" = ARRAY['"table"']::jsonb[]),
owned AS (
    SELECT e."keyPath" AS path
    FROM groups JOIN "BulldozerStorageEngine" e ON e."keyPathParent" = groups.path
    CROSS JOIN LATERAL (SELECT e."keyPath"[cardinality(e."keyPath")] AS key) k
    WHERE key ->> 'tenancyId' = ANY ($1)
        OR concat_ws('|', key ->> 'tenancyId', key ->> 'customerType', key ->> 'customerId') = ANY ($1)
    UNION ALL
    SELECT e."keyPath" FROM owned JOIN "BulldozerStorageEngine" e ON e."keyPathParent" = owned.path),
ungrouped AS (
    SELECT e."keyPath" AS path
    FROM groups
    CROSS JOIN (VALUES ('"rows"'::jsonb), ('"states"'::jsonb)) AS parts (part)
    JOIN "BulldozerStorageEngine" e ON e."keyPathParent" = groups.path || ARRAY['null', part]::jsonb[]
    CROSS JOIN LATERAL (SELECT e.value -> 'rowData' AS data) d
    CROSS JOIN LATERAL (VALUES (data), (data -> 'leftRowData'), (data -> 'rightRowData')) AS parties (party)
    WHERE party ->> 'tenancyId' = ANY ($1)
        OR concat_ws('|', party ->> 'tenancyId', party ->> 'customerType', party ->> 'customerId') = ANY ($1)),
forgotten AS (
    DELETE FROM "BulldozerTimeFoldQueue"
    WHERE "rowData" ->> 'tenancyId' = ANY ($1)
        OR concat_ws('|', "rowData" ->> 'tenancyId', "rowData" ->> 'customerType', "rowData" ->> 'customerId') = ANY ($1))
DELETE FROM "BulldozerStorageEngine" WHERE "keyPath" IN (SELECT path FROM owned UNION ALL SELECT path FROM ungrouped);
