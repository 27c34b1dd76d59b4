-- BDZ023: the trees of the payments engine's sorted tables have all their rows
-- Severity: error.
-- Proves, for the six tables that the engine keeps sorted, that the tree by which it finds the place of a new row has each
-- row of its group once: as the root, or to the left or right of one other row, on the side where its place in the order
-- is, and with a greater number as its priority. This shows that there is no circle either.
-- A finding means that the customer's next rows get a wrong place in the list, or that the write fails, so that a purchase
-- is paid and gives nothing. Later writes do not repair the tree; the table has to be initialised anew.
-- Look into it:
--   SELECT "keyPath"[2], "keyPath"[7], value - 'rowData' FROM "BulldozerStorageEngine"
--   WHERE "keyPath"[5] ->> 'customerId' = 'CUSTOMER' AND value ? 'priority';
WITH part AS NOT MATERIALIZED (
    SELECT s."keyPath" AS path, s.value FROM (VALUES
        ('"external:payments-subscriptions-sorted"'::jsonb),
        ('"external:payments-entries-compactable-sorted"'::jsonb),
        ('"external:payments-entries-expires-sorted-for-compaction"'::jsonb),
        ('"external:payments-product-entries-sorted"'::jsonb),
        ('"external:payments-expire-entries-sorted"'::jsonb),
        ('"external:payments-changes-sorted-for-ledger"'::jsonb)
    ) n (name)
    CROSS JOIN LATERAL (
        -- By the index on paths: an object with many keys comes behind every group.
        SELECT s."keyPath", s.value FROM "BulldozerStorageEngine" s
        WHERE s."keyPath" > ARRAY['"table"', n.name, '"storage"', '"groups"']::jsonb[]
            AND s."keyPath" < ARRAY['"table"', n.name, '"storage"', '"groups"',
                '{"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0, "g": 0, "h": 0}']::jsonb[]
        OFFSET 0
    ) s
),
rows AS NOT MATERIALIZED (
    SELECT path[1:5] AS "group", path[7] AS id, value AS row FROM part
    WHERE cardinality(path) = 7 AND path[6] = '"rows"'
),
lists AS NOT MATERIALIZED (
    SELECT path[1:5] AS "group", value FROM part
    WHERE cardinality(path) = 6 AND path[6] = '"metadata"'
),
-- A row says once that it is there, and its parent (or its group, of the root) says it once.
said AS (
    SELECT "group", id AS child, 1 AS "isRow", row -> 'rowSortKey' AS key, row -> 'priority' AS priority, NULL::jsonb AS parent, 0 AS side
    FROM rows
    UNION ALL SELECT "group", row -> 'leftRowIdentifier', 0, row -> 'rowSortKey', row -> 'priority', id, -1
    FROM rows WHERE row -> 'leftRowIdentifier' <> 'null'
    UNION ALL SELECT "group", row -> 'rightRowIdentifier', 0, row -> 'rowSortKey', row -> 'priority', id, 1
    FROM rows WHERE row -> 'rightRowIdentifier' <> 'null'
    UNION ALL SELECT "group", value -> 'rootRowIdentifier', 0, NULL, NULL, NULL, 0
    FROM lists WHERE value -> 'rootRowIdentifier' <> 'null'
),
judged AS (
    SELECT "group", child, child #>> '{}' AS id, sum("isRow") AS rows, count(*) - sum("isRow") AS parents, min(parent #>> '{}') AS parent,
        sum(side) AS side,
        max((key #>> '{}')::numeric) FILTER (WHERE "isRow" = 1) AS key,
        max((key #>> '{}')::numeric) FILTER (WHERE "isRow" = 0) AS "parentKey",
        max((priority #>> '{}')::numeric) FILTER (WHERE "isRow" = 1) AS priority,
        max((priority #>> '{}')::numeric) FILTER (WHERE "isRow" = 0) AS "parentPriority"
    FROM said GROUP BY "group", child
),
placed AS (
    SELECT *, CASE WHEN key < "parentKey" THEN -1 WHEN key > "parentKey" THEN 1
        WHEN (id < parent) = (side < 0) OR (id < parent COLLATE "C") = (side < 0) THEN side
        ELSE -side END AS place
    FROM judged
),
broken AS (
    SELECT "group", 'row ' || coalesce(id, '(none)') || CASE
        WHEN rows = 0 THEN ' is in the tree and does not exist'
        WHEN parents = 0 THEN ' is not in the tree'
        WHEN parents > 1 THEN ' is in the tree ' || parents || ' times'
        WHEN place <> side THEN ' is on the wrong side of row ' || parent
        ELSE ' is below row ' || parent || ', which has the greater number as its priority'
    END AS detail
    FROM placed
    WHERE rows <> 1 OR parents <> 1 OR parent IS NOT NULL AND (place <> side OR "parentPriority" > priority)
)
SELECT t."projectId" AS project,
    CASE WHEN x."group"[5] ? 'customerId' THEN (x."group"[5] ->> 'customerType') || ':' || (x."group"[5] ->> 'customerId')
        ELSE 'engine-table:' || regexp_replace(x."group"[2] #>> '{}', '^external:', '') END AS subject,
    'in ' || regexp_replace(x."group"[2] #>> '{}', '^external:', '') || ', ' || x.detail AS detail
FROM broken x
LEFT JOIN "Tenancy" t ON t.id::text = x."group"[5] ->> 'tenancyId'
