-- BDZ008: the engine's dated changes of items follow from its entries
-- Severity: error.
-- Proves that the twelve tables of changes with their expiries have exactly the rows, with the content, that their input
-- has: each table is computed anew from the rows of the table before it, as they are stored. Each change is joined with
-- the expiries that name it and split into a row for each part that expires, one for what remains, and a marker for
-- each expiry.
-- A finding means that the customer's items do not expire, expire too early, or are counted twice or not at all. A row
-- repairs itself when the platform writes the purchase again; all do when the engine is initialised anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-split-item-changes-with-expiry"' AND value #>> '{rowData,txnId}' = 'TRANSACTION';
WITH held AS NOT MATERIALIZED (
    SELECT s.ctid AS at, substr(s."keyPath"[2] #>> '{}', 10) AS name, s."keyPath"[cardinality(s."keyPath") - 2] AS grp,
        s."keyPath"[cardinality(s."keyPath")] #>> '{}' AS row, s.value, s.value -> 'rowData' AS data
    FROM "BulldozerStorageEngine" s
    WHERE cardinality(s."keyPath") = 7 AND s."keyPath"[6] = '"rows"' AND s."keyPath"[2] IN (
            '"external:payments-expire-entries-by-target"', '"external:payments-expire-entries-sorted"',
            '"external:payments-expiries-by-change-entry"', '"external:payments-expiries-by-customer"',
            '"external:payments-changes-with-expiries"', '"external:payments-split-item-changes-with-expiry"')
        OR cardinality(s."keyPath") = 9 AND s."keyPath"[8] = '"rows"' AND s."keyPath"[2] IN (
            '"external:payments-entries-item-quantity-expire"', '"external:payments-entries-compacted-item-quantity-change"',
            '"external:payments-entries-item-quantity-change-non-compactable"', '"external:payments-phase3-expire-entries"',
            '"external:payments-phase3-non-compacted-changes"', '"external:payments-phase3-compacted-changes"',
            '"external:payments-changes-with-expiry-arrays"', '"external:payments-compacted-changes-with-null-expiries"')
),
follows AS NOT MATERIALIZED (
    SELECT h.at, e.*, h.grp AS customer, coalesce(jsonb_hash_extended(e.data, 0), 0) AS digest,
        hashtextextended(concat_ws('|', e.name, e.grp, e.row), 0) AS place1,
        hashtextextended(concat_ws('|', e.name, e.grp, e.row), 1) AS place2
    FROM held h
    CROSS JOIN LATERAL (
        SELECT jsonb_build_object('tenancyId', c.data -> 'tenancyId', 'customerType', c.data -> 'customerType',
            'customerId', c.data -> 'customerId') AS buyer,
            jsonb_build_object('txnId', c.data -> 'txnId', 'txnEffectiveAtMillis', c.data -> 'txnEffectiveAtMillis',
                'itemId', c.data -> 'itemId', 'quantity', c.data -> 'quantity') AS change
        FROM (SELECT CASE h.name WHEN 'payments-changes-with-expiries' THEN h.data -> 'leftRowData' ELSE h.data END AS data) c
    ) b
    CROSS JOIN LATERAL (
        -- What is stored. The expiries of a change and their join with the changes are compared below.
        SELECT true, h.name, h.grp, h.row,
            CASE h.name WHEN 'payments-expire-entries-sorted' THEN jsonb_build_array(h.value -> 'rowSortKey', h.data) ELSE h.data END
        WHERE h.name NOT LIKE 'payments-entries-%' AND h.name NOT IN ('payments-expiries-by-change-entry', 'payments-changes-with-expiries')
        UNION ALL
        -- What has to be stored.
        SELECT false, c.target, h.grp, c.position || ':' || h.row || ':1', h.data
        FROM (VALUES ('payments-entries-item-quantity-expire', 6, 'payments-phase3-expire-entries'),
            ('payments-entries-compacted-item-quantity-change', 7, 'payments-phase3-compacted-changes'),
            ('payments-entries-item-quantity-change-non-compactable', 8, 'payments-phase3-non-compacted-changes')
        ) c (name, position, target)
        WHERE c.name = h.name
        UNION ALL
        SELECT false, 'payments-expire-entries-by-target', b.buyer || jsonb_build_object(
            'adjustedTransactionId', h.data -> 'adjustedTransactionId', 'adjustedEntryIndex', h.data -> 'adjustedEntryIndex'), h.row, h.data
        WHERE h.name = 'payments-phase3-expire-entries'
        UNION ALL
        SELECT false, 'payments-expire-entries-sorted', h.grp, h.row, jsonb_build_array(h.data -> 'txnEffectiveAtMillis', h.data)
        WHERE h.name = 'payments-expire-entries-by-target'
        UNION ALL
        SELECT false, 'payments-expiries-by-customer', b.buyer, h.row, h.data
        WHERE h.name = 'payments-expiries-by-change-entry'
        UNION ALL
        SELECT false, 'payments-changes-with-expiry-arrays', h.grp, h.row || ':1', b.buyer || b.change || jsonb_build_object('expiries',
            CASE jsonb_typeof(h.data #> '{rightRowData,expiries}') WHEN 'array' THEN h.data #> '{rightRowData,expiries}' ELSE '[]' END
            || CASE jsonb_typeof(h.data #> '{leftRowData,expiresWhen}') WHEN 'number' THEN jsonb_build_array(jsonb_build_object(
                'txnEffectiveAtMillis', h.data #> '{leftRowData,expiresWhen}', 'quantityExpiring', h.data #> '{leftRowData,quantity}'))
                ELSE '[]' END)
        WHERE h.name = 'payments-changes-with-expiries'
        UNION ALL
        SELECT false, 'payments-compacted-changes-with-null-expiries', h.grp, h.row || ':1', b.buyer || b.change || '{"expiries": []}'
        WHERE h.name = 'payments-phase3-compacted-changes'
        UNION ALL
        SELECT false, 'payments-split-item-changes-with-expiry', h.grp,
            CASE h.name WHEN 'payments-changes-with-expiry-arrays' THEN '0:' ELSE '1:' END || h.row || ':' || p.number,
            b.buyer || b.change || jsonb_build_object('quantity', p.quantity, 'expiresAtMillis', p.expires)
                || CASE WHEN p.at IS NULL THEN '{}' ELSE jsonb_build_object('txnEffectiveAtMillis', p.at) END
        FROM (
            -- What is left before an expiry is never below 0, whatever the sum of those before it.
            WITH expiry AS (
                SELECT y.ordinality, y.at, y.at > h.data -> 'txnEffectiveAtMillis' AS is_later, y.quantity,
                    greatest(q.total, max(y.before) OVER (ORDER BY y.ordinality)) - y.before AS remaining, q.total
                FROM (SELECT CASE jsonb_typeof(h.data -> 'quantity') WHEN 'number'
                    THEN (h.data ->> 'quantity')::numeric ELSE 0 END AS total) q
                CROSS JOIN LATERAL (
                    SELECT z.ordinality, z.value -> 'txnEffectiveAtMillis' AS at, z.quantity,
                        coalesce(sum(z.quantity) OVER (ORDER BY z.ordinality ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                    FROM (
                        SELECT e.ordinality, e.value, CASE jsonb_typeof(e.value -> 'quantityExpiring')
                            WHEN 'number' THEN (e.value ->> 'quantityExpiring')::numeric ELSE 0 END AS quantity
                        FROM jsonb_array_elements(
                            CASE jsonb_typeof(h.data -> 'expiries') WHEN 'array' THEN h.data -> 'expiries' ELSE '[]' END || '[null]')
                            WITH ORDINALITY e
                    ) z
                ) y
            )
            SELECT row_number() OVER (ORDER BY r.kind, r.ordinality) AS number, r.quantity, r.expires, r.at
            FROM (
                SELECT 1 AS kind, ordinality, least(remaining, quantity) AS quantity, at AS expires, NULL::jsonb AS at
                FROM expiry WHERE total >= 0 AND is_later
                UNION ALL
                (SELECT 2, ordinality, CASE WHEN total < 0 THEN total ELSE remaining END, NULL, NULL
                FROM expiry ORDER BY ordinality DESC LIMIT 1)
                UNION ALL
                SELECT 3, ordinality, 0, NULL, at FROM expiry WHERE total >= 0 AND is_later
            ) r
        ) p
        WHERE h.name IN ('payments-changes-with-expiry-arrays', 'payments-compacted-changes-with-null-expiries')
    ) e (is_stored, name, grp, row, data)
),
bad AS (
    SELECT place1, place2, min(at) AS at,
        CASE WHEN bool_and(is_stored) THEN 'extra' WHEN bool_or(is_stored) THEN 'other' ELSE 'missing' END AS kind
    -- The fence keeps the data of rows out of the sort.
    FROM (SELECT at, is_stored, place1, place2, digest FROM follows OFFSET 0) f
    GROUP BY place1, place2
    HAVING count(*) <> 2 OR bool_and(is_stored) OR NOT bool_or(is_stored) OR min(digest) <> max(digest)
),
side AS MATERIALIZED (
    SELECT name, grp, row, data, value -> 'rowSortKey' AS key
    FROM held
    WHERE name IN ('payments-expire-entries-sorted', 'payments-expiries-by-change-entry', 'payments-phase3-non-compacted-changes',
        'payments-expiries-by-customer', 'payments-changes-with-expiries')
),
reduced AS (
    SELECT s.grp, s.grp || jsonb_build_object('expiries', jsonb_agg(jsonb_build_object(
        'quantityExpiring', s.data -> 'quantity', 'txnEffectiveAtMillis', s.data -> 'txnEffectiveAtMillis') ORDER BY s.row)) AS data
    FROM side s
    WHERE s.name = 'payments-expire-entries-sorted'
    GROUP BY s.grp
),
-- A full join cannot be a loop in a loop, however few rows are expected.
joined AS (
    SELECT c.grp, jsonb_build_array(c.row, x.row)::text AS row, jsonb_build_object('leftRowData', c.data, 'rightRowData', x.data) AS data
    FROM (SELECT * FROM side WHERE name = 'payments-phase3-non-compacted-changes') c
    FULL JOIN (SELECT * FROM side WHERE name = 'payments-expiries-by-customer') x
        ON x.grp = c.grp AND x.data -> 'adjustedTransactionId' = c.data -> 'txnId' AND x.data -> 'adjustedEntryIndex' = c.data -> 'index'
    WHERE coalesce(c.row, '') <> ''
),
different AS (
    SELECT b.kind, f.name, f.row, f.customer
    FROM bad b
    CROSS JOIN LATERAL (SELECT * FROM follows f WHERE f.at = b.at AND f.place1 = b.place1 AND f.place2 = b.place2 LIMIT 1) f
    UNION ALL
    SELECT CASE WHEN r.grp IS NULL THEN 'extra' WHEN s.grp IS NULL THEN 'missing' ELSE 'other' END, 'payments-expiries-by-change-entry',
        coalesce(s.row, r.grp::text), coalesce(r.grp, s.grp)
    FROM reduced r
    FULL JOIN (SELECT * FROM side WHERE name = 'payments-expiries-by-change-entry') s ON s.grp = r.grp AND s.row = r.grp::text
    WHERE r.grp IS NULL OR s.grp IS NULL OR s.data IS DISTINCT FROM r.data OR s.key <> 'null'
    UNION ALL
    SELECT CASE WHEN j.row IS NULL THEN 'extra' WHEN s.row IS NULL THEN 'missing' ELSE 'other' END, 'payments-changes-with-expiries',
        coalesce(j.row, s.row), coalesce(j.grp, s.grp)
    FROM joined j
    FULL JOIN (SELECT * FROM side WHERE name = 'payments-changes-with-expiries') s ON s.grp = j.grp AND s.row = j.row
    WHERE j.row IS NULL OR s.row IS NULL OR s.data IS DISTINCT FROM j.data
),
initialised AS MATERIALIZED (
    SELECT n.name
    FROM unnest(ARRAY[
        'payments-phase3-expire-entries', 'payments-expire-entries-by-target', 'payments-expire-entries-sorted',
        'payments-expiries-by-change-entry', 'payments-expiries-by-customer', 'payments-phase3-non-compacted-changes',
        'payments-changes-with-expiries', 'payments-changes-with-expiry-arrays', 'payments-phase3-compacted-changes',
        'payments-compacted-changes-with-null-expiries', 'payments-split-item-changes-with-expiry']) n (name)
    JOIN "BulldozerStorageEngine" m
        ON m."keyPath" = ARRAY['"table"', to_jsonb('external:' || n.name), '"storage"', '"metadata"']::jsonb[]
)
SELECT t."projectId" AS project,
    coalesce(d.customer ->> 'customerType' || ':' || (d.customer ->> 'customerId'), 'engine-row:' || d.row) AS subject,
    CASE d.kind
        WHEN 'extra' THEN 'has a row in ' || d.name || ' that nothing asks for: '
        WHEN 'missing' THEN 'lacks a row in ' || d.name || ': '
        ELSE 'has a row with other data in ' || d.name || ': '
    END || d.row AS detail
FROM different d
JOIN initialised i ON i.name = d.name
LEFT JOIN "Tenancy" t ON t.id = CASE
    WHEN d.customer ->> 'tenancyId' ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' THEN (d.customer ->> 'tenancyId')::uuid END
