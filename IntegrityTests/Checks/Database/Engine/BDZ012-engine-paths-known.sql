-- BDZ012: the payments engine's storage has only tables that the platform has
-- Severity: warning.
-- Proves that every table in the payments engine's storage is one of its 65, and that each is divided as the platform
-- divides it. A newer version may have tables that this suite does not know.
-- A finding means that rows are stored which no query of the platform reads and no write keeps up to date: they are left
-- of an older version, or were copied to a wrong place. Nobody loses anything by it.
-- Decide: The platform's developers: does a newer version have the table? If not, nobody reads the rows, and they can
-- go.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:TABLE"' LIMIT 10;
WITH RECURSIVE known AS (
    SELECT ARRAY['"table"', to_jsonb('external:payments-' || t.name)]::jsonb[] AS path
    FROM regexp_split_to_table(btrim('
            all-changes-with-expiries cancel-pending-subscriptions changes-sorted-for-ledger changes-with-expiries
            changes-with-expiry-arrays compacted-changes-with-null-expiries compacted-transaction-entries
            entries-active-subscription-change entries-active-subscription-end entries-active-subscription-start
            entries-compactable-sorted entries-compacted-item-quantity-change entries-compacted-raw entries-expires-sorted-for-compaction
            entries-item-quantity-change-all entries-item-quantity-change-compactable entries-item-quantity-change-non-compactable
            entries-item-quantity-expire entries-money-transfer entries-product-grant entries-product-revocation expire-entries-by-target
            expire-entries-sorted expiries-by-change-entry expiries-by-customer item-grant-repeat-events item-grant-repeat-from-otps
            item-grant-repeat-from-subscriptions item-quantities manual-item-quantity-change-events manual-item-quantity-changes
            manual-transactions one-time-purchase-events one-time-purchases otp-timefold owned-products phase3-compacted-changes
            phase3-expire-entries phase3-non-compacted-changes product-entries product-entries-sorted renewal-invoice-rows
            split-item-changes-with-expiry subscription-cancel-events subscription-end-events subscription-invoices
            subscription-map-by-customer subscription-renewal-events subscription-start-events subscription-timefold subscriptions
            subscriptions-by-customer subscriptions-sorted subscriptions-with-invoices transaction-entries transactions
            transactions-by-customer txn-item-grant-repeat txn-manual-item-quantity-change txn-one-time-purchase txn-refund
            txn-subscription-cancel txn-subscription-end txn-subscription-renewal txn-subscription-start
        ', E' \n'), '\s+') t (name)
),
-- One step by the index on paths for each table, however many rows it has: an object with many keys comes behind
-- everything that is below a path.
tables (path) AS (
    SELECT '{}'::jsonb[]
    UNION ALL
    SELECT (
        SELECT s."keyPath"[1:2] FROM "BulldozerStorageEngine" s
        WHERE s."keyPath" > t.path || CASE WHEN cardinality(t.path) < 2 THEN '{}'::jsonb[]
            ELSE ARRAY['{"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0, "g": 0, "h": 0}']::jsonb[] END
        ORDER BY s."keyPath" LIMIT 1)
    FROM tables t WHERE t.path IS NOT NULL
),
places AS (
    SELECT k.path || p.rest AS path, p.children
    FROM known k
    CROSS JOIN (VALUES
        ('{}'::jsonb[], '{"\"storage\"", "\"table\""}'::jsonb[]),
        ('{"\"storage\""}', '{"\"metadata\"", "\"rows\"", "\"groups\""}'),
        ('{"\"table\""}', '{"\"internal:filter\"", "\"internal:map\""}'),
        ('{"\"table\"", "\"internal:filter\""}', '{"\"storage\""}'),
        ('{"\"table\"", "\"internal:map\""}', '{"\"storage\""}'),
        ('{"\"table\"", "\"internal:filter\"", "\"storage\""}', '{"\"metadata\"", "\"groups\""}'),
        ('{"\"table\"", "\"internal:map\"", "\"storage\""}', '{"\"metadata\"", "\"groups\""}')
    ) p (rest, children)
)
SELECT NULL AS project, 'engine-table:' || coalesce(regexp_replace(t.path[2] #>> '{}', '^external:', ''), '(none)') AS subject,
    'is not a table of the platform: there are rows below ' || array_to_string(t.path, ', ') AS detail
FROM tables t
WHERE t.path IS NOT NULL AND t.path NOT IN ('{}', '{"\"table\""}') AND t.path NOT IN (SELECT path FROM known)
UNION ALL
SELECT NULL, 'engine-table:' || regexp_replace(p.path[2] #>> '{}', '^external:', ''),
    'has a part that the platform does not make: ' || array_to_string(c."keyPath"[3:], ', ')
FROM places p
CROSS JOIN LATERAL (SELECT s."keyPath" FROM "BulldozerStorageEngine" s WHERE s."keyPathParent" = p.path OFFSET 0) c
WHERE c."keyPath"[cardinality(c."keyPath")] <> ALL (p.children)
