-- BDZ009: the engine's balances of items follow from its dated changes
-- Severity: error.
-- Proves that `payments-changes-sorted-for-ledger` and `payments-item-quantities` have exactly the rows that their input
-- has: the first is computed anew from the rows of the table before it, as they are stored; of the second, each change
-- has its state, the state follows from the change and from the state before it, and its row is what the state has
-- emitted.
-- A finding means that the API answers a wrong balance: the customer has items that were never granted, or lost some. A
-- row repairs itself when the platform writes a purchase or change of the customer again that is not later; all do when
-- the engine is initialised anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-item-quantities"' AND "keyPath"[5] ->> 'customerId' = 'CUSTOMER';
WITH held AS NOT MATERIALIZED (
    SELECT s.ctid AS at, substr(s."keyPath"[2] #>> '{}', 10) AS name, s."keyPath"[6] #>> '{}' AS part,
        s."keyPath"[5] AS grp, s."keyPath"[7] #>> '{}' AS row, s.value, s.value -> 'rowData' AS data,
        CASE jsonb_typeof(s.value #> '{emittedRowsData,0}') WHEN 'object' THEN s.value #> '{emittedRowsData,0}' END AS emitted
    FROM "BulldozerStorageEngine" s
    WHERE cardinality(s."keyPath") = 7 AND s."keyPath"[6] IN ('"rows"', '"states"') AND s."keyPath"[2] IN (
        '"external:payments-split-item-changes-with-expiry"', '"external:payments-changes-sorted-for-ledger"',
        '"external:payments-item-quantities"')
),
follows AS NOT MATERIALIZED (
    SELECT h.at, e.*, h.grp AS customer, coalesce(jsonb_hash_extended(e.data, 0), 0) AS digest,
        hashtextextended(concat_ws('|', e.name, e.part, e.grp, e.row), 0) AS place1,
        hashtextextended(concat_ws('|', e.name, e.part, e.grp, e.row), 1) AS place2
    FROM held h
    CROSS JOIN LATERAL (
        -- What is stored.
        SELECT true, h.name, h.part, h.grp, h.row, CASE h.part
            WHEN 'states' THEN jsonb_build_array(
                h.value -> 'rowSortKey', h.value #> '{emittedRowsData,1}', h.emitted - 'itemQuantities',
                h.emitted -> 'itemQuantities' = (
                    SELECT coalesce(jsonb_object_agg(i.key, (
                        SELECT coalesce(sum(CASE jsonb_typeof(g.value -> 'q') WHEN 'number' THEN (g.value ->> 'q')::numeric END), 0)
                            + CASE jsonb_typeof(i.value -> 'debt') WHEN 'number' THEN (i.value ->> 'debt')::numeric END
                        FROM jsonb_array_elements(
                            CASE jsonb_typeof(i.value -> 'grants') WHEN 'array' THEN i.value -> 'grants' END) g)), '{}')
                    FROM jsonb_each(CASE jsonb_typeof(h.value -> 'stateAfter') WHEN 'object' THEN h.value -> 'stateAfter' END) i))
            ELSE jsonb_build_array(h.value -> 'rowSortKey', h.data)
        END
        WHERE h.name <> 'payments-split-item-changes-with-expiry'
        UNION ALL
        -- What has to be stored.
        SELECT false, 'payments-changes-sorted-for-ledger', 'rows', h.grp, h.row,
            jsonb_build_array(h.data -> 'txnEffectiveAtMillis', h.data)
        WHERE h.name = 'payments-split-item-changes-with-expiry'
        UNION ALL
        SELECT false, 'payments-item-quantities', 'states', h.grp, h.row, jsonb_build_array(h.value -> 'rowSortKey', NULL, h.grp
            || jsonb_build_object('txnId', h.data -> 'txnId', 'txnEffectiveAtMillis', h.data -> 'txnEffectiveAtMillis'), true)
        WHERE h.name = 'payments-changes-sorted-for-ledger'
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
    SELECT e.grp, e.row, e.data ->> 'itemId' AS item, e.state,
        CASE jsonb_typeof(e.data -> 'quantity') WHEN 'number' THEN (e.data ->> 'quantity')::numeric ELSE 0 END AS quantity,
        CASE jsonb_typeof(e.data -> 'expiresAtMillis') WHEN 'number' THEN e.data -> 'expiresAtMillis' END AS expires, e.key,
        lag(coalesce(e.state, 'false'), 1, '{}'::jsonb) OVER (PARTITION BY e.grp ORDER BY e.key, e.row) AS before
    FROM (
        SELECT h.grp, h.row, (array_agg(h.data) FILTER (WHERE h.part = 'rows'))[1] AS data,
            (array_agg(h.data) FILTER (WHERE h.part = 'states'))[1] AS state, (array_agg(h.key ORDER BY h.part))[1] AS key
        FROM (
            SELECT h.grp, h.row, h.part, h.value -> 'rowSortKey' AS key, CASE
                WHEN h.part = 'rows' THEN h.data
                WHEN jsonb_typeof(h.value -> 'stateAfter') = 'object' THEN h.value -> 'stateAfter' END AS data
            FROM held h
            WHERE h.name = 'payments-changes-sorted-for-ledger' OR h.name = 'payments-item-quantities' AND h.part = 'states'
            OFFSET 0
        ) h
        GROUP BY h.grp, h.row
    ) e
),
-- What a grant leaves is told by when it ends: in which order equal ones are used says nothing.
walked AS (
    SELECT s.grp, s.row
    FROM step s
    CROSS JOIN LATERAL (
        SELECT CASE jsonb_typeof(s.before #> ARRAY[s.item, 'debt'])
            WHEN 'number' THEN (s.before #>> ARRAY[s.item, 'debt'])::numeric ELSE 0 END AS debt
    ) d
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(l.ends, l.quantity) FILTER (WHERE l.is_after AND l.quantity <> 0) AS after,
            jsonb_object_agg(l.ends, l.quantity) FILTER (WHERE NOT l.is_after AND l.quantity <> 0) AS expected,
            sum(l.used) AS used
        FROM (
            SELECT g.is_after, coalesce(g.ends #>> '{}', 'never') AS ends, CASE
                WHEN g.is_after OR s.quantity > 0 THEN g.quantity
                WHEN s.quantity = 0 THEN CASE WHEN g.ends <= s.key THEN 0 ELSE g.quantity END
                ELSE g.quantity - least(g.quantity, greatest(0, -s.quantity - g.before)) END AS quantity,
                CASE WHEN NOT g.is_after AND s.quantity < 0 THEN least(g.quantity, greatest(0, -s.quantity - g.before)) ELSE 0 END AS used
            FROM (
                SELECT x.is_after, x.ends, sum(x.quantity) AS quantity, coalesce(sum(sum(x.quantity)) OVER (
                    PARTITION BY x.is_after ORDER BY x.ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                FROM (
                    SELECT y.is_after, CASE jsonb_typeof(g.value -> 'e') WHEN 'number' THEN g.value -> 'e' END AS ends,
                        CASE jsonb_typeof(g.value -> 'q') WHEN 'number' THEN (g.value ->> 'q')::numeric ELSE 0 END AS quantity
                    FROM (VALUES (true, s.state), (false, s.before)) y (is_after, state)
                    CROSS JOIN LATERAL jsonb_array_elements(
                        CASE jsonb_typeof(y.state #> ARRAY[s.item, 'grants']) WHEN 'array' THEN y.state #> ARRAY[s.item, 'grants'] END) g
                    UNION ALL
                    SELECT false, s.expires, s.quantity + d.debt WHERE s.quantity > 0 AND s.quantity + d.debt > 0
                ) x
                GROUP BY x.is_after, x.ends
            ) g
        ) l
    ) w
    WHERE s.item IS NOT NULL AND s.state IS NOT NULL AND s.before <> 'false' AND (
        s.state - s.item <> s.before - s.item OR w.after IS DISTINCT FROM w.expected OR coalesce(s.state #> ARRAY[s.item, 'debt'], '0') <> to_jsonb(CASE
            WHEN s.quantity > 0 THEN least(0, s.quantity + d.debt)
            WHEN s.quantity < 0 THEN d.debt + s.quantity + coalesce(w.used, 0)
            ELSE d.debt END))
),
different AS (
    SELECT b.kind, f.name, f.part, f.row, f.customer
    FROM bad b
    CROSS JOIN LATERAL (SELECT * FROM follows f WHERE f.at = b.at AND f.place1 = b.place1 AND f.place2 = b.place2 LIMIT 1) f
    UNION ALL
    SELECT 'other', 'payments-item-quantities', 'states', w.row, w.grp FROM walked w
),
initialised AS MATERIALIZED (
    SELECT n.name
    FROM unnest(ARRAY['payments-changes-sorted-for-ledger', 'payments-item-quantities']) n (name)
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
