-- BDZ007: the engine's owned products follow from its entries
-- Severity: error.
-- Proves that `payments-product-entries`, `payments-product-entries-sorted` and `payments-owned-products` have exactly
-- the rows that their input has: the first two are computed anew from the rows of the table before, as they are stored;
-- of the third, each entry has its state, the state follows from the entry and from the state before it, and its row is
-- what the state has emitted.
-- A finding means that the API answers the customer's products wrongly: one that was bought is missing, one that ended
-- is still there, or its quantity is another. A row repairs itself when the platform writes the purchase again; all do
-- when the engine is initialised anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-owned-products"' AND "keyPath"[5] ->> 'customerId' = 'CUSTOMER';
WITH held AS NOT MATERIALIZED (
    SELECT s.ctid AS at, substr(s."keyPath"[2] #>> '{}', 10) AS name, s."keyPath"[cardinality(s."keyPath") - 1] #>> '{}' AS part,
        s."keyPath"[cardinality(s."keyPath") - 2] AS grp, s."keyPath"[cardinality(s."keyPath")] #>> '{}' AS row,
        s.value, s.value -> 'rowData' AS data,
        CASE jsonb_typeof(s.value #> '{emittedRowsData,0}') WHEN 'object' THEN s.value #> '{emittedRowsData,0}' END AS emitted
    FROM "BulldozerStorageEngine" s
    WHERE cardinality(s."keyPath") = 7 AND s."keyPath"[6] IN ('"rows"', '"states"') AND s."keyPath"[2] IN (
            '"external:payments-product-entries-sorted"', '"external:payments-owned-products"')
        OR cardinality(s."keyPath") = 9 AND s."keyPath"[8] = '"rows"' AND s."keyPath"[2] IN (
            '"external:payments-entries-product-grant"', '"external:payments-entries-product-revocation"',
            '"external:payments-product-entries"')
),
follows AS NOT MATERIALIZED (
    SELECT h.at, e.*, h.grp AS customer, coalesce(jsonb_hash_extended(e.data, 0), 0) AS digest,
        hashtextextended(concat_ws('|', e.name, e.part, e.grp, e.row), 0) AS place1,
        hashtextextended(concat_ws('|', e.name, e.part, e.grp, e.row), 1) AS place2
    FROM held h
    CROSS JOIN LATERAL (
        -- What is stored.
        SELECT true, h.name, h.part, h.grp, h.row, CASE
            WHEN h.part = 'states' THEN jsonb_build_array(
                h.value -> 'rowSortKey', h.value #> '{emittedRowsData,1}', h.emitted - 'ownedProducts',
                h.emitted -> 'ownedProducts' = h.value -> 'stateAfter')
            WHEN h.name = 'payments-product-entries' THEN h.data
            ELSE jsonb_build_array(h.value -> 'rowSortKey', h.data)
        END
        WHERE h.name NOT LIKE 'payments-entries-%'
        UNION ALL
        -- What has to be stored.
        SELECT false, 'payments-product-entries', 'rows', h.grp,
            CASE h.name WHEN 'payments-entries-product-grant' THEN '4:' ELSE '5:' END || h.row || ':1', h.data
        WHERE h.name LIKE 'payments-entries-%'
        UNION ALL
        SELECT false, 'payments-product-entries-sorted', 'rows', h.grp, h.row, jsonb_build_array(h.data -> 'txnEffectiveAtMillis', h.data)
        WHERE h.name = 'payments-product-entries'
        UNION ALL
        SELECT false, 'payments-owned-products', 'states', h.grp, h.row, jsonb_build_array(h.value -> 'rowSortKey', NULL, h.grp
            || jsonb_build_object('txnId', h.data -> 'txnId', 'txnEffectiveAtMillis', h.data -> 'txnEffectiveAtMillis'), true)
        WHERE h.name = 'payments-product-entries-sorted'
        UNION ALL
        SELECT false, h.name, 'rows', h.grp, h.row || ':1', jsonb_build_array(h.value -> 'rowSortKey', h.value #> '{emittedRowsData,0}')
        WHERE h.part = 'states'
    ) e (is_stored, name, part, grp, row, data)
),
bad AS (
    SELECT place1, place2, min(at) AS at,
        CASE WHEN bool_and(is_stored) THEN 'extra' WHEN bool_or(is_stored) THEN 'other' ELSE 'missing' END AS kind
    -- The fence keeps the data of rows out of the sort.
    FROM (SELECT at, is_stored, place1, place2, digest FROM follows OFFSET 0) f
    GROUP BY place1, place2
    HAVING count(*) <> 2 OR bool_and(is_stored) OR NOT bool_or(is_stored) OR min(digest) <> max(digest)
),
-- What follows a row without state is not known.
step AS (
    SELECT e.grp, e.row, e.data, e.state,
        lag(coalesce(e.state, 'false'), 1, '{}'::jsonb) OVER (PARTITION BY e.grp ORDER BY e.key, e.row) AS before
    FROM (
        SELECT h.grp, h.row, (array_agg(h.data) FILTER (WHERE h.part = 'rows'))[1] AS data,
            (array_agg(h.data) FILTER (WHERE h.part = 'states'))[1] AS state, (array_agg(h.key ORDER BY h.part))[1] AS key
        FROM (
            SELECT h.grp, h.row, h.part, h.value -> 'rowSortKey' AS key, CASE
                WHEN h.part = 'rows' THEN h.data
                WHEN jsonb_typeof(h.value -> 'stateAfter') = 'object' THEN h.value -> 'stateAfter' END AS data
            FROM held h
            WHERE h.name = 'payments-product-entries-sorted' OR h.name = 'payments-owned-products' AND h.part = 'states'
            OFFSET 0
        ) h
        GROUP BY h.grp, h.row
    ) e
),
different AS (
    SELECT b.kind, f.name, f.part, f.row, f.customer
    FROM bad b
    CROSS JOIN LATERAL (SELECT * FROM follows f WHERE f.at = b.at AND f.place1 = b.place1 AND f.place2 = b.place2 LIMIT 1) f
    UNION ALL
    SELECT 'other', 'payments-owned-products', 'states', s.row, s.grp
    FROM step s
    CROSS JOIN LATERAL (
        SELECT coalesce(s.data ->> 'productId', '__null__') AS key,
            CASE jsonb_typeof(s.data -> 'quantity') WHEN 'number' THEN (s.data ->> 'quantity')::numeric ELSE 0 END
                * CASE s.data ->> 'type' WHEN 'product-grant' THEN 1 ELSE -1 END AS change
    ) k
    CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(s.before #> ARRAY[k.key, 'quantity']) WHEN 'number'
        THEN (s.before #>> ARRAY[k.key, 'quantity'])::numeric ELSE 0 END AS quantity) b
    WHERE s.data IS NOT NULL AND s.before <> 'false' AND s.state <> s.before || jsonb_build_object(k.key, jsonb_build_object(
        'quantity', greatest(0, b.quantity + k.change),
        'product', CASE s.data ->> 'type' WHEN 'product-grant' THEN s.data -> 'product' ELSE s.before #> ARRAY[k.key, 'product'] END,
        'productLineId', CASE s.data ->> 'type' WHEN 'product-grant' THEN s.data -> 'productLineId'
            ELSE s.before #> ARRAY[k.key, 'productLineId'] END))
),
initialised AS MATERIALIZED (
    SELECT n.name
    FROM unnest(ARRAY['payments-product-entries', 'payments-product-entries-sorted', 'payments-owned-products']) n (name)
    JOIN "BulldozerStorageEngine" m
        ON m."keyPath" = ARRAY['"table"', to_jsonb('external:' || n.name), '"storage"', '"metadata"']::jsonb[]
)
SELECT DISTINCT t."projectId" AS project,
    coalesce(d.customer ->> 'customerType' || ':' || (d.customer ->> 'customerId'), 'engine-row:' || d.row) AS subject,
    CASE d.kind
        WHEN 'extra' THEN 'has a row in ' || d.name || ' that nothing asks for: '
        WHEN 'missing' THEN 'lacks a row in ' || d.name || ': '
        ELSE 'has a row with other data in ' || d.name || ': '
    END || d.row || CASE d.part WHEN 'states' THEN ' (state)' ELSE '' END AS detail
FROM different d
JOIN initialised i ON i.name = d.name
LEFT JOIN "Tenancy" t ON t.id = CASE
    WHEN d.customer ->> 'tenancyId' ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' THEN (d.customer ->> 'tenancyId')::uuid END
