-- BDZ006: the engine's entries follow from its transactions
-- Severity: error.
-- Proves that the tables of entries (all of them, each kind, the two sorted lists and the compacted changes) have
-- exactly the rows, with the content, that their input has: each table is computed anew from the rows of the table
-- before it, as they are stored. Changes that never expire are compacted: those of one item between two expiries of the
-- customer are one row, at the place of the first.
-- A finding means that the customer's products or items are counted without an entry, or with one too many. A row
-- repairs itself when the platform writes the purchase again; all do when the engine is initialised anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-transaction-entries"' AND value #>> '{rowData,txnId}' = 'TRANSACTION';
WITH held AS NOT MATERIALIZED (
    SELECT s.ctid AS at, substr(s."keyPath"[2] #>> '{}', 10) AS name, s."keyPath"[cardinality(s."keyPath") - 2] AS grp,
        s."keyPath"[cardinality(s."keyPath")] #>> '{}' AS row, s.value, s.value -> 'rowData' AS data
    FROM "BulldozerStorageEngine" s
    WHERE cardinality(s."keyPath") = 7 AND s."keyPath"[6] = '"rows"' AND s."keyPath"[2] IN (
            '"external:payments-transactions-by-customer"', '"external:payments-transaction-entries"',
            '"external:payments-entries-compactable-sorted"', '"external:payments-entries-expires-sorted-for-compaction"',
            '"external:payments-entries-compacted-raw"')
        OR cardinality(s."keyPath") = 9 AND s."keyPath"[8] = '"rows"' AND s."keyPath"[2] IN (
            '"external:payments-entries-active-subscription-change"', '"external:payments-entries-active-subscription-end"',
            '"external:payments-entries-active-subscription-start"', '"external:payments-entries-money-transfer"',
            '"external:payments-entries-product-grant"', '"external:payments-entries-product-revocation"',
            '"external:payments-entries-item-quantity-expire"', '"external:payments-entries-item-quantity-change-all"',
            '"external:payments-entries-item-quantity-change-compactable"',
            '"external:payments-entries-item-quantity-change-non-compactable"',
            '"external:payments-entries-compacted-item-quantity-change"')
),
follows AS NOT MATERIALIZED (
    SELECT h.at, e.*, h.grp AS customer, coalesce(jsonb_hash_extended(e.data, 0), 0) AS digest,
        hashtextextended(concat_ws('|', e.name, e.grp, e.row), 0) AS place1,
        hashtextextended(concat_ws('|', e.name, e.grp, e.row), 1) AS place2
    FROM held h
    CROSS JOIN LATERAL (
        -- What is stored. The compacted changes are compared below.
        SELECT true, h.name, h.grp, h.row,
            CASE WHEN h.name LIKE '%-sorted%' THEN jsonb_build_array(h.value -> 'rowSortKey', h.data) ELSE h.data END
        WHERE h.name NOT IN ('payments-transactions-by-customer', 'payments-entries-compacted-raw')
        UNION ALL
        -- What has to be stored.
        SELECT false, 'payments-transaction-entries', h.grp, h.row || ':' || n.ordinality, n.value || jsonb_build_object(
            'index', n.ordinality - 1, 'txnId', h.data -> 'txnId', 'txnType', h.data -> 'type',
            'txnEffectiveAtMillis', h.data -> 'effectiveAtMillis', 'txnCreatedAtMillis', h.data -> 'createdAtMillis',
            'tenancyId', h.data -> 'tenancyId', 'paymentProvider', h.data -> 'paymentProvider')
        FROM jsonb_array_elements(CASE jsonb_typeof(h.data -> 'entries') WHEN 'array' THEN h.data -> 'entries' END) WITH ORDINALITY n
        WHERE h.name = 'payments-transactions-by-customer' AND jsonb_typeof(n.value) = 'object'
        UNION ALL
        SELECT false,
            'payments-entries-' || CASE h.data ->> 'type'
                WHEN 'item-quantity-change' THEN 'item-quantity-change-all' ELSE h.data ->> 'type' END,
            h.grp, h.row || ':1', h.data
        WHERE h.name = 'payments-transaction-entries' AND h.data ->> 'type' IN (
            'active-subscription-change', 'active-subscription-end', 'active-subscription-start', 'money-transfer', 'product-grant',
            'product-revocation', 'item-quantity-expire', 'item-quantity-change')
        UNION ALL
        SELECT false, CASE WHEN h.data ->> 'expiresWhen' IS NULL THEN 'payments-entries-item-quantity-change-compactable'
            ELSE 'payments-entries-item-quantity-change-non-compactable' END, h.grp, h.row || ':1', h.data
        WHERE h.name = 'payments-entries-item-quantity-change-all'
        UNION ALL
        SELECT false, CASE h.name WHEN 'payments-entries-item-quantity-expire' THEN 'payments-entries-expires-sorted-for-compaction'
            ELSE 'payments-entries-compactable-sorted' END, h.grp, h.row, jsonb_build_array(h.data -> 'txnEffectiveAtMillis', h.data)
        WHERE h.name IN ('payments-entries-item-quantity-expire', 'payments-entries-item-quantity-change-compactable')
        UNION ALL
        SELECT false, 'payments-entries-compacted-item-quantity-change', h.grp, h.row || ':1',
            h.data || '{"type": "compacted-item-quantity-change"}'
        WHERE h.name = 'payments-entries-compacted-raw'
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
-- An expiry that is due at the same time as a change comes first.
windowed AS (
    SELECT h.*, count(*) FILTER (WHERE h.name = 'payments-entries-expires-sorted-for-compaction') OVER (
        PARTITION BY h.grp ORDER BY h.value -> 'rowSortKey', h.name = 'payments-entries-compactable-sorted', h.row
        ROWS UNBOUNDED PRECEDING) AS part
    FROM held h
    WHERE h.name IN ('payments-entries-compactable-sorted', 'payments-entries-expires-sorted-for-compaction')
),
numbered AS (
    SELECT w.*,
        row_number() OVER (PARTITION BY w.grp, w.part, w.data -> 'itemId' ORDER BY w.value -> 'rowSortKey', w.row) AS number,
        sum(CASE jsonb_typeof(w.data -> 'quantity') WHEN 'number' THEN (w.data ->> 'quantity')::numeric ELSE 0 END)
            OVER (PARTITION BY w.grp, w.part, w.data -> 'itemId') AS quantity
    FROM windowed w
    WHERE w.name = 'payments-entries-compactable-sorted'
),
different AS (
    SELECT b.kind, f.name, f.row, f.customer
    FROM bad b
    CROSS JOIN LATERAL (SELECT * FROM follows f WHERE f.at = b.at AND f.place1 = b.place1 AND f.place2 = b.place2 LIMIT 1) f
    UNION ALL
    SELECT CASE WHEN n.row IS NULL THEN 'extra' WHEN c.row IS NULL THEN 'missing' ELSE 'other' END, 'payments-entries-compacted-raw',
        coalesce(n.row, c.row), coalesce(n.grp, c.grp)
    FROM (SELECT * FROM numbered WHERE number = 1) n
    FULL JOIN (SELECT * FROM held WHERE name = 'payments-entries-compacted-raw') c ON c.grp = n.grp AND c.row = n.row
    WHERE n.row IS NULL OR c.row IS NULL OR c.data IS DISTINCT FROM n.data || jsonb_build_object('quantity', n.quantity)
        OR c.value -> 'rowSortKey' <> 'null'
),
initialised AS MATERIALIZED (
    SELECT n.name
    FROM unnest(ARRAY[
        'payments-transaction-entries', 'payments-entries-active-subscription-change', 'payments-entries-active-subscription-end',
        'payments-entries-active-subscription-start', 'payments-entries-money-transfer', 'payments-entries-product-grant',
        'payments-entries-product-revocation', 'payments-entries-item-quantity-expire', 'payments-entries-item-quantity-change-all',
        'payments-entries-item-quantity-change-compactable', 'payments-entries-item-quantity-change-non-compactable',
        'payments-entries-compactable-sorted', 'payments-entries-expires-sorted-for-compaction', 'payments-entries-compacted-raw',
        'payments-entries-compacted-item-quantity-change']) n (name)
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
