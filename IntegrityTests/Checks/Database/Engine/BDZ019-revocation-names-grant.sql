-- BDZ019: products are taken back from those who got them, when their purchase ended or was refunded
-- Severity: error.
-- Proves that each entry of a transaction which takes a product back names a transaction of the same customer that gave
-- this product (by entry 0 or 1: a refund through the API says 0, and a migration wrote the true one), that the purchase
-- of a refund was refunded at its time, and that each refunded purchase has its refund in the engine.
-- A finding means that a customer lost a product without a reason, or keeps one that was paid back: the platform notes a
-- refund in the purchase's row first and in the engine afterwards, and does not repeat what fails. A second refund of the
-- same purchase is refused, so that only the engine's row can be corrected.
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
    SELECT t.customer, t.row ->> 'txnId' AS id, t.row ->> 'type' AS type, t.row ->> 'tenancyId' AS tenancy,
        t.row -> 'effectiveAtMillis' AS at, e.number - 1 AS number, e.entry ->> 'adjustedTransactionId' AS txn,
        e.entry -> 'adjustedEntryIndex' AS index, e.entry ->> 'productId' AS product
    FROM txn t
    CROSS JOIN LATERAL jsonb_array_elements(
        CASE WHEN jsonb_typeof(t.row -> 'entries') = 'array' THEN t.row -> 'entries' ELSE '[]' END) WITH ORDINALITY e (entry, number)
    WHERE e.entry ->> 'type' = 'product-revocation'
),
judged AS (
    SELECT r.*, g.txn IS NOT NULL AS "isThere", g.product AS granted,
        CASE WHEN r.type = 'refund' THEN coalesce(
            (SELECT s.value -> 'rowData' FROM "BulldozerStorageEngine" s WHERE s."keyPath" = ARRAY['"table"',
                '"external:payments-subscriptions"', '"storage"', '"rows"', to_jsonb(substr(r.txn, 11))]::jsonb[] LIMIT 1),
            (SELECT s.value -> 'rowData' FROM "BulldozerStorageEngine" s WHERE s."keyPath" = ARRAY['"table"',
                '"external:payments-one-time-purchases"', '"storage"', '"rows"', to_jsonb(substr(r.txn, 5))]::jsonb[] LIMIT 1)
        ) -> 'refundedAtMillis' END AS "refundedAt"
    FROM revoked r
    LEFT JOIN granted g ON g.customer = r.customer AND g.txn = r.txn
)
SELECT t."projectId" AS project, 'transaction:' || j.id AS subject,
    'its entry ' || j.number || ' takes product ' || coalesce(j.product, '(inline)') || ' back that '
        || coalesce(j.txn, '(none)') || CASE
        WHEN NOT j."isThere" THEN ' did not give: the customer has no such transaction'
        WHEN j.granted IS DISTINCT FROM j.product THEN ' did not give'
        WHEN j.index IS NULL OR j.index NOT IN ('0', '1') THEN ' gave, but not by entry ' || coalesce(j.index #>> '{}', '(none)')
        ELSE ' gave, whose purchase was not refunded at that time'
    END AS detail
FROM judged j
LEFT JOIN "Tenancy" t ON t.id::text = j.tenancy
WHERE NOT j."isThere" OR j.granted IS DISTINCT FROM j.product OR j.index IS NULL OR j.index NOT IN ('0', '1')
    OR j.type = 'refund' AND j."refundedAt" IS DISTINCT FROM j.at
UNION ALL
SELECT t."projectId", CASE p.kind WHEN 'subscription' THEN 'subscription:' ELSE 'purchase:' END || p.id,
    'was refunded, but the payments engine has no refund of it'
FROM (
    SELECT CASE s."keyPath"[2] WHEN '"external:payments-subscriptions"' THEN 'subscription' ELSE 'one-time-purchase' END AS kind,
        s."keyPath"[5] #>> '{}' AS id, s.value #>> '{rowData,tenancyId}' AS tenancy
    FROM "BulldozerStorageEngine" s
    WHERE s."keyPathParent" IN (
            '{"\"table\"", "\"external:payments-subscriptions\"", "\"storage\"", "\"rows\""}',
            '{"\"table\"", "\"external:payments-one-time-purchases\"", "\"storage\"", "\"rows\""}')
        AND s.value #>> '{rowData,refundedAtMillis}' IS NOT NULL
) p
LEFT JOIN "Tenancy" t ON t.id::text = p.tenancy
WHERE NOT EXISTS (
    SELECT FROM "BulldozerStorageEngine" s WHERE s."keyPath" = ARRAY['"table"', '"external:payments-manual-transactions"', '"storage"',
        '"rows"', to_jsonb('refund:' || p.kind || ':' || p.id)]::jsonb[]
    -- By the index on paths, for the few that were refunded.
    OFFSET 0)
