-- BDZ019: products are taken back from those who got them
-- Severity: error.
-- Proves that each entry of a transaction which takes a product back names a transaction of the same customer that gave
-- this product, by entry 0 or 1: a refund through the API says 0, and the end of a subscription, or a refund that a
-- migration wrote, says where it is. Whether its purchase was refunded is what BDZ002 says.
-- A finding means that a customer lost a product that it did not have, or keeps one that was to be taken back, where it
-- has several. The transactions are made anew when the platform writes the purchase's row again.
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
    SELECT t.customer, t.row ->> 'txnId' AS txn, e.entry ->> 'productId' AS product
    FROM txn t
    CROSS JOIN LATERAL jsonb_array_elements(
        CASE WHEN jsonb_typeof(t.row -> 'entries') = 'array' THEN t.row -> 'entries' ELSE '[]' END) WITH ORDINALITY e (entry, number)
    WHERE e.entry ->> 'type' = 'product-grant'
),
revoked AS (
    SELECT t.customer, t.row ->> 'txnId' AS id, t.row ->> 'tenancyId' AS tenancy, e.number - 1 AS number,
        e.entry ->> 'adjustedTransactionId' AS txn,
        e.entry -> 'adjustedEntryIndex' AS index, e.entry ->> 'productId' AS product
    FROM txn t
    CROSS JOIN LATERAL jsonb_array_elements(
        CASE WHEN jsonb_typeof(t.row -> 'entries') = 'array' THEN t.row -> 'entries' ELSE '[]' END) WITH ORDINALITY e (entry, number)
    WHERE e.entry ->> 'type' = 'product-revocation'
)
SELECT t."projectId" AS project, 'transaction:' || r.id AS subject,
    'its entry ' || r.number || ' takes product ' || coalesce(r.product, '(inline)') || ' back that '
        || coalesce(r.txn, '(none)') || CASE
        WHEN g.txn IS NULL THEN ' did not give: the customer has no such transaction'
        WHEN g.product IS DISTINCT FROM r.product THEN ' did not give'
        ELSE ' gave, but not by entry ' || coalesce(r.index #>> '{}', '(none)')
    END AS detail
FROM revoked r
LEFT JOIN granted g ON g.customer = r.customer AND g.txn = r.txn
LEFT JOIN "Tenancy" t ON t.id::text = r.tenancy
WHERE g.txn IS NULL OR g.product IS DISTINCT FROM r.product OR r.index IS NULL OR r.index NOT IN ('0', '1')
