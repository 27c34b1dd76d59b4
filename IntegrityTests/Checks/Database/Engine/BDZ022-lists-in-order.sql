-- BDZ022: the payments engine's sorted tables are in order
-- Severity: error.
-- Proves that in the six sorted tables the list of each group goes from its head to its tail through every row once, by
-- sort key and then by row id, that each row names the one before and the one behind it, and that the number of rows is
-- what the group says; and that the tree by which the engine finds the place of a new row has each row once, on the side of
-- its parent where its place is, and with a greater number as its priority, so that there is no circle. The order of ids
-- may be that of the database or that of their bytes.
-- A finding means that the customer's balances, products or changes are computed from a part of the rows or in a wrong
-- order at the next write, or that the write fails, so that a purchase is paid and gives nothing. Later writes do not
-- repair a list or a tree; the table has to be initialised anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath"[2], "keyPath"[7], value - 'rowData' FROM "BulldozerStorageEngine"
--   WHERE "keyPath"[5] ->> 'customerId' = 'CUSTOMER' AND value ? 'priority';
WITH part AS NOT MATERIALIZED (
    SELECT s.* FROM (VALUES
        ('"external:payments-subscriptions-sorted"'::jsonb),
        ('"external:payments-entries-compactable-sorted"'),
        ('"external:payments-entries-expires-sorted-for-compaction"'),
        ('"external:payments-product-entries-sorted"'),
        ('"external:payments-expire-entries-sorted"'),
        ('"external:payments-changes-sorted-for-ledger"')
    ) n (name)
    CROSS JOIN LATERAL (
        -- By the index on paths: an object with many keys comes behind every group. Without its content a row is small.
        SELECT n.name, s."keyPath"[5] AS "group", md5(concat(n.name, s."keyPath"[5])) AS list, s.value - 'rowData' AS row,
            s."keyPath"[6] = '"rows"' AS "isRow", s."keyPath"[7] #>> '{}' AS id
        FROM "BulldozerStorageEngine" s
        WHERE s."keyPath" > ARRAY['"table"', n.name, '"storage"', '"groups"']::jsonb[]
            AND s."keyPath" < ARRAY['"table"', n.name, '"storage"', '"groups"',
                '{"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0, "g": 0, "h": 0}']::jsonb[]
            AND (cardinality(s."keyPath") = 7 AND s."keyPath"[6] = '"rows"'
                OR cardinality(s."keyPath") = 6 AND s."keyPath"[6] = '"metadata"')
        OFFSET 0
    ) s
),
-- Each thing is said twice and has to agree, so that its weights come to 0: a link by the row (or head) that it leaves and
-- by the row (or tail) that it comes to, the number of rows by the group and by all rows, and that a row is in the tree by
-- itself and by its parent (or by the group, of the root).
said AS NOT MATERIALIZED (
    SELECT p.name, p."group", w.about, w.source, w.target, w.weight, w.side,
        (p.row ->> 'rowSortKey')::numeric AS "sortKey", (p.row ->> 'priority')::numeric AS priority,
        w.source < w.target OR w.source < w.target COLLATE "C" AS ascends,
        w.source > w.target OR w.source > w.target COLLATE "C" AS descends,
        md5(concat(w.about, p.list, CASE w.about WHEN 'link' THEN w.source || '"' END, w.target))::uuid AS thing
    FROM part p
    CROSS JOIN LATERAL (VALUES
        ('link', p.id, p.row ->> CASE WHEN p."isRow" THEN 'nextRowIdentifier' ELSE 'headRowIdentifier' END, 1, 0),
        ('link', p.row ->> CASE WHEN p."isRow" THEN 'prevRowIdentifier' ELSE 'tailRowIdentifier' END, p.id, -1, 0),
        ('count', NULL, NULL, CASE WHEN p."isRow" THEN 1 ELSE -coalesce((p.row ->> 'rowCount')::numeric, 0) END, 0),
        ('tree', NULL, p.id, 1, 0),
        ('tree', p.id, p.row ->> CASE WHEN p."isRow" THEN 'leftRowIdentifier' ELSE 'rootRowIdentifier' END, -1,
            CASE WHEN p."isRow" THEN -1 ELSE 0 END),
        ('tree', p.id, p.row ->> 'rightRowIdentifier', -1, 1)
    ) w (about, source, target, weight, side)
    WHERE w.about <> 'tree' OR w.target IS NOT NULL
),
broken AS MATERIALIZED (
    SELECT thing FROM (
        SELECT thing, about, count(*) AS count, sum(weight) AS weight, sum(side) AS side,
            max("sortKey") FILTER (WHERE weight > 0) AS here, max("sortKey") FILTER (WHERE weight < 0) AS there,
            max(priority) FILTER (WHERE weight > 0) AS priority, max(priority) FILTER (WHERE weight < 0) AS "parentPriority",
            bool_or(ascends) AS ascends, bool_or(descends) AS descends
        -- Only what is small is sorted.
        FROM (SELECT thing, about, weight, side, "sortKey", priority, ascends, descends FROM said OFFSET 0) s
        GROUP BY thing, about
    ) t
    WHERE weight <> 0 OR about <> 'count' AND count <> 2
        OR about = 'link' AND (here > there OR here = there AND NOT ascends)
        OR about = 'tree' AND ("parentPriority" > priority
            OR side < 0 AND (here > there OR here = there AND NOT descends)
            OR side > 0 AND (here < there OR here = there AND NOT ascends))
),
-- Only what is broken is described.
described AS (
    SELECT s.thing, s.about, s.name, s."group", min(s.target) AS target, min(s.source) AS source,
        count(*) AS count, sum(s.weight) AS weight,
        count(*) FILTER (WHERE s.weight < 0) AS parents, sum(s.side) AS side,
        max(s."sortKey") FILTER (WHERE s.weight > 0) AS here, max(s."sortKey") FILTER (WHERE s.weight < 0) AS there,
        sum(s.weight) FILTER (WHERE s.weight > 0) AS rows, max(s.priority) FILTER (WHERE s.weight > 0)
            < max(s.priority) FILTER (WHERE s.weight < 0) AS "isBelow"
    FROM said s JOIN broken USING (thing)
    WHERE EXISTS (SELECT FROM broken)
    GROUP BY s.thing, s.about, s.name, s."group"
)
SELECT t."projectId" AS project,
    CASE WHEN d."group" ? 'customerId' THEN (d."group" ->> 'customerType') || ':' || (d."group" ->> 'customerId')
        ELSE 'engine-table:' || regexp_replace(d.name #>> '{}', '^external:', '') END AS subject,
    'in ' || regexp_replace(d.name #>> '{}', '^external:', '') || CASE
        WHEN d.about = 'count'
        THEN ', the list says that it has ' || coalesce(d.rows, 0) - d.weight || ' rows, and there are ' || coalesce(d.rows, 0)
        WHEN d.about = 'link' AND d.count > 2 THEN ', row ' || coalesce(d.target, 'none') || ' follows row ' || coalesce(d.source, 'none')
            || ' more than once'
        WHEN d.about = 'link' AND d.weight > 0 THEN CASE
            WHEN d.source IS NULL THEN ', the list begins with row ' || d.target || ', which is not its first'
            WHEN d.target IS NULL THEN ', nothing follows row ' || d.source || ', which is not the tail'
            ELSE ', row ' || d.source || ' names a next row that does not name it: ' || d.target END
        WHEN d.about = 'link' AND d.weight < 0 THEN CASE
            WHEN d.target IS NULL THEN ', the list ends with row ' || d.source || ', which is not its last'
            WHEN d.source IS NULL THEN ', nothing is before row ' || d.target || ', which is not the head'
            ELSE ', row ' || d.target || ' names a row before it that does not name it: ' || d.source END
        WHEN d.about = 'link' THEN ', row ' || d.source || ' stands before row ' || d.target || ', which is the wrong order'
        WHEN d.rows IS NULL THEN ', row ' || d.target || ' is in the tree and does not exist'
        WHEN d.parents = 0 THEN ', row ' || d.target || ' is not in the tree'
        WHEN d.parents > 1 THEN ', row ' || d.target || ' is in the tree ' || d.parents || ' times'
        WHEN d."isBelow" THEN ', row ' || d.target || ' is below row ' || d.source || ', which has a greater number as its priority'
        ELSE ', row ' || d.target || ' is on the wrong side of row ' || d.source || ' in the tree'
    END AS detail
FROM described d
LEFT JOIN "Tenancy" t ON t.id::text = d."group" ->> 'tenancyId'
