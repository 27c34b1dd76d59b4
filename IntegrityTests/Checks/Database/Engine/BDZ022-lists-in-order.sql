-- BDZ022: the payments engine's sorted tables are lists that go through all their rows in order
-- Severity: error.
-- Proves, for the six tables that the engine keeps sorted, that the list of each group goes from its head to its tail
-- through every row once, by sort key and then by row id, that each row names the one before and the one behind it, and
-- that the number of rows is what the group says. The order of ids may be that of the database or that of their bytes.
-- A finding means that the customer's balances, products or changes are computed from a part of the rows, or in a wrong
-- order, at the next write. Later writes do not repair the list; the table has to be initialised anew.
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
-- Each link is said twice: by the row (or the head) that it leaves, and by the row (or the tail) that it comes to.
link AS (
    SELECT "group", id AS source, row -> 'nextRowIdentifier' AS target, 1 AS leaves, row -> 'rowSortKey' AS key FROM rows
    UNION ALL SELECT "group", row -> 'prevRowIdentifier', id, 0, row -> 'rowSortKey' FROM rows
    UNION ALL SELECT "group", 'null', value -> 'headRowIdentifier', 1, NULL FROM lists
    UNION ALL SELECT "group", value -> 'tailRowIdentifier', 'null', 0, NULL FROM lists
),
judged AS (
    SELECT "group", source, target, count(*) AS says, sum(leaves) AS leaves,
        max(key #>> '{}') FILTER (WHERE leaves = 1) AS "from", max(key #>> '{}') FILTER (WHERE leaves = 0) AS "to"
    FROM link GROUP BY "group", source, target
),
counted AS (
    SELECT r."group", max(r.stated) AS stated, sum(r.rows) AS rows FROM (
        SELECT "group", NULL AS stated, 1 AS rows FROM rows
        UNION ALL SELECT "group", coalesce(value ->> 'rowCount', '(none)'), 0 FROM lists
    ) r GROUP BY r."group"
),
broken AS (
    SELECT "group", CASE
        WHEN says = 1 AND source = 'null' AND leaves = 1 THEN 'the list begins with row ' || (target #>> '{}') || ', which is not its first'
        WHEN says = 1 AND source = 'null' THEN 'row ' || coalesce(target #>> '{}', '(none)') || ' has nothing before it and is not the head'
        WHEN says = 1 AND target = 'null' AND leaves = 1 THEN 'nothing follows row ' || (source #>> '{}') || ', which is not the tail'
        WHEN says = 1 AND target = 'null' THEN 'the list ends with row ' || (source #>> '{}') || ', which is not its last'
        WHEN says = 1 AND leaves = 1
        THEN 'row ' || (source #>> '{}') || ' names a next row that does not name it: ' || coalesce(target #>> '{}', '(none)')
        WHEN says = 1
        THEN 'row ' || coalesce(target #>> '{}', '(none)') || ' names a row before it that does not name it: '
            || coalesce(source #>> '{}', '(none)')
        WHEN says > 2 THEN 'the link from row ' || (source #>> '{}') || ' is there ' || says || ' times'
        ELSE 'row ' || (source #>> '{}') || ' stands before row ' || (target #>> '{}') || ', which is the wrong order'
    END AS detail
    FROM judged
    WHERE says <> 2 OR leaves <> 1 OR "from"::numeric > "to"::numeric
        OR "from"::numeric = "to"::numeric
            AND source #>> '{}' >= target #>> '{}' AND source #>> '{}' COLLATE "C" >= (target #>> '{}') COLLATE "C"
    UNION ALL
    SELECT "group",
        coalesce('the list says that it has ' || stated || ' rows, and there are ' || rows, 'there are rows and no list of them')
    FROM counted WHERE stated IS DISTINCT FROM rows::text
)
SELECT t."projectId" AS project,
    CASE WHEN x."group"[5] ? 'customerId' THEN (x."group"[5] ->> 'customerType') || ':' || (x."group"[5] ->> 'customerId')
        ELSE 'engine-table:' || regexp_replace(x."group"[2] #>> '{}', '^external:', '') END AS subject,
    'in ' || regexp_replace(x."group"[2] #>> '{}', '^external:', '') || ', ' || x.detail AS detail
FROM broken x
LEFT JOIN "Tenancy" t ON t.id::text = x."group"[5] ->> 'tenancyId'
