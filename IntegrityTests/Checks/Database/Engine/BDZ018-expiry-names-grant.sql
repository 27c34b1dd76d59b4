-- BDZ018: what expires was granted
-- Severity: error.
-- Proves that each entry of a transaction which ends a grant of items names an entry of the same customer that granted
-- them: the same item, in the same quantity. Two faults of the platform's own leave others. The first repetition of a
-- purchase that cost nothing names the entry behind the one it means: PAY006 reports its customers, and this rule does
-- not. A version of the platform wrote ids of repetitions that end in `.000000`, which later expiries do not name: these
-- are information.
-- A finding means that customers keep items that should have expired, or lose others. The transactions are made anew when
-- the platform writes the purchase's row again.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT value FROM "BulldozerStorageEngine" WHERE value #>> '{rowData,txnId}' = 'TRANSACTION' AND "keyPath"[6] = '"rows"';
WITH txn AS NOT MATERIALIZED (
    SELECT s."keyPath"[5] AS customer, s.value -> 'rowData' AS row
    FROM "BulldozerStorageEngine" s
    -- By the index on paths: an object with many keys comes behind every group.
    WHERE s."keyPath" > '{"\"table\"", "\"external:payments-transactions-by-customer\"", "\"storage\"", "\"groups\""}'
        AND s."keyPath" < '{"\"table\"", "\"external:payments-transactions-by-customer\"", "\"storage\"", "\"groups\""}'::jsonb[]
            || '{"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0, "g": 0, "h": 0}'::jsonb
        AND cardinality(s."keyPath") = 7 AND s."keyPath"[6] = '"rows"'
),
granted AS (
    SELECT t.customer, regexp_replace(t.row ->> 'txnId', '\.0+$', '') AS txn, to_jsonb(e.number - 1) AS index,
        t.row ->> 'txnId' AS "exactTxn", e.entry ->> 'itemId' AS item, e.entry -> 'quantity' AS quantity,
        t.row ->> 'txnId' LIKE 'otp:%' AND t.row ->> 'paymentProvider' <> 'test_mode'
            AND NOT t.row -> 'entries' @> '[{"type": "money-transfer"}]' AS "isFree"
    FROM txn t
    CROSS JOIN LATERAL jsonb_array_elements(
        CASE WHEN jsonb_typeof(t.row -> 'entries') = 'array' THEN t.row -> 'entries' ELSE '[]' END) WITH ORDINALITY e (entry, number)
    WHERE e.entry ->> 'type' = 'item-quantity-change'
),
expiry AS (
    SELECT t.customer, regexp_replace(e.entry ->> 'adjustedTransactionId', '\.0+$', '') AS txn, e.entry -> 'adjustedEntryIndex' AS index,
        e.entry ->> 'adjustedTransactionId' AS "exactTxn", e.entry ->> 'itemId' AS item, e.entry -> 'quantity' AS quantity,
        t.row ->> 'txnId' AS id, e.number - 1 AS number, t.row ->> 'tenancyId' AS tenancy
    FROM txn t
    CROSS JOIN LATERAL jsonb_array_elements(
        CASE WHEN jsonb_typeof(t.row -> 'entries') = 'array' THEN t.row -> 'entries' ELSE '[]' END) WITH ORDINALITY e (entry, number)
    WHERE e.entry ->> 'type' = 'item-quantity-expire'
),
-- Most expiries name what they should: only the others are looked at again.
broken AS MATERIALIZED (
    SELECT x.*, g.txn IS NOT NULL AS "isThere", g.item AS "grantedItem", g.quantity AS "grantedQuantity", g."exactTxn" AS "grantedBy",
        CASE WHEN jsonb_typeof(x.index) = 'number' THEN to_jsonb((x.index #>> '{}')::numeric - 1) END AS "meantIndex"
    FROM expiry x
    LEFT JOIN granted g ON g.customer = x.customer AND g.txn = x.txn AND g.index = x.index
    WHERE g.txn IS NULL OR g.item IS DISTINCT FROM x.item OR g.quantity IS DISTINCT FROM x.quantity
        OR g."exactTxn" IS DISTINCT FROM x."exactTxn"
)
SELECT t."projectId" AS project, 'transaction:' || x.id AS subject,
    'its entry ' || x.number || ' ends a grant of item ' || coalesce(x.item, '(none)') || ' by entry '
        || coalesce(x.index #>> '{}', '(none)') || ' of ' || coalesce(x."exactTxn", '(none)') || CASE
        WHEN NOT x."isThere" THEN ', which does not grant anything'
        WHEN x."grantedItem" IS DISTINCT FROM x.item THEN ', which grants item ' || coalesce(x."grantedItem", '(none)')
        WHEN x."grantedBy" IS DISTINCT FROM x."exactTxn" THEN ', which is called ' || x."grantedBy"
        ELSE ', which grants another quantity'
    END AS detail,
    CASE WHEN x."isThere" AND x."grantedItem" = x.item AND x."grantedQuantity" = x.quantity
        THEN 'a version of the platform wrote ids of repetitions that end in .000000' END AS cause
FROM broken x
LEFT JOIN granted m ON m.customer = x.customer AND m.txn = x.txn AND m.index = x."meantIndex"
    AND m."isFree" AND m.item = x.item AND m.quantity = x.quantity
LEFT JOIN "Tenancy" t ON t.id::text = x.tenancy
WHERE m.txn IS NULL
