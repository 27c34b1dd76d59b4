-- BDZ010: all tables of the payments engine are initialised, or none
-- Severity: error.
-- Proves that each of the 65 tables of the payments engine has the paths which its initialisation makes: its marker
-- (`storage`, `metadata`), and the places where its rows go. A filter and a map have an inner table with a marker of its
-- own (35). If no table has a marker, the engine was not initialised at all, and nothing is reported here (see BDZ011).
-- A finding means that the initialisation was interrupted, or that a part of it was lost: what follows from the table
-- is missing in the answers, or a write of a purchase fails because there is nowhere to put its row. Run the platform's
-- migration again, which initialises what has no marker.
-- Decide: The platform's operator: run the migration that initialises the engine, to its end.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:TABLE"' AND cardinality("keyPath") < 7;
WITH known AS (
    SELECT k.kind, t.name, ARRAY['"table"', to_jsonb('external:payments-' || t.name)]::jsonb[] AS path
    FROM (VALUES
        ('stored', 'manual-item-quantity-changes manual-transactions one-time-purchases subscription-invoices subscriptions'),
        ('filter', 'cancel-pending-subscriptions entries-active-subscription-change entries-active-subscription-end
            entries-active-subscription-start entries-item-quantity-change-all entries-item-quantity-change-compactable
            entries-item-quantity-change-non-compactable entries-item-quantity-expire entries-money-transfer
            entries-product-grant entries-product-revocation item-grant-repeat-from-otps item-grant-repeat-from-subscriptions
            phase3-compacted-changes phase3-expire-entries phase3-non-compacted-changes product-entries renewal-invoice-rows
            subscription-end-events subscription-start-events txn-refund'),
        ('map', 'changes-with-expiry-arrays compacted-changes-with-null-expiries entries-compacted-item-quantity-change
            manual-item-quantity-change-events one-time-purchase-events subscription-cancel-events subscription-renewal-events
            txn-item-grant-repeat txn-manual-item-quantity-change txn-one-time-purchase txn-subscription-cancel
            txn-subscription-end txn-subscription-renewal txn-subscription-start'),
        ('grouped', 'changes-sorted-for-ledger changes-with-expiries entries-compactable-sorted entries-compacted-raw
            entries-expires-sorted-for-compaction expire-entries-by-target expire-entries-sorted expiries-by-change-entry
            expiries-by-customer otp-timefold product-entries-sorted split-item-changes-with-expiry subscription-timefold
            subscriptions-by-customer subscriptions-sorted subscriptions-with-invoices transaction-entries
            transactions-by-customer'),
        ('fold', 'item-quantities owned-products subscription-map-by-customer'),
        ('concat', 'all-changes-with-expiries compacted-transaction-entries item-grant-repeat-events transactions')
    ) k (kind, names)
    CROSS JOIN LATERAL regexp_split_to_table(k.names, '\s+') t (name)
),
made AS (
    SELECT name, path || p.rest AS path
    FROM known
    JOIN (VALUES
        (NULL, '{}'::jsonb[]),
        (NULL, '{"\"storage\""}'),
        (NULL, '{"\"storage\"", "\"metadata\""}'),
        ('stored', '{"\"storage\"", "\"rows\""}'),
        ('grouped', '{"\"storage\"", "\"groups\""}'),
        ('fold', '{"\"storage\"", "\"groups\""}'),
        ('fold', '{"\"table\""}'),
        ('concat', '{"\"table\""}'),
        ('filter', '{"\"table\""}'),
        ('filter', '{"\"table\"", "\"internal:filter\""}'),
        ('filter', '{"\"table\"", "\"internal:filter\"", "\"storage\""}'),
        ('filter', '{"\"table\"", "\"internal:filter\"", "\"storage\"", "\"metadata\""}'),
        ('filter', '{"\"table\"", "\"internal:filter\"", "\"storage\"", "\"groups\""}'),
        ('map', '{"\"table\""}'),
        ('map', '{"\"table\"", "\"internal:map\""}'),
        ('map', '{"\"table\"", "\"internal:map\"", "\"storage\""}'),
        ('map', '{"\"table\"", "\"internal:map\"", "\"storage\"", "\"metadata\""}'),
        ('map', '{"\"table\"", "\"internal:map\"", "\"storage\"", "\"groups\""}')
    ) p (kind, rest) ON p.kind IS NULL OR p.kind = known.kind
),
found AS (
    -- Each by its exact path, so that the engine's storage is not scanned.
    SELECT name, path, path[cardinality(path)] = '"metadata"' AS "isMarker",
        (SELECT s.value FROM "BulldozerStorageEngine" s WHERE s."keyPath" = made.path LIMIT 1) AS value
    FROM made
)
SELECT NULL AS project, 'engine-table:payments-' || name AS subject,
    'lacks ' || string_agg(
        CASE WHEN "isMarker" THEN 'its marker ' ELSE 'the path ' END || array_to_string(path[3:], ', '), '; ' ORDER BY path) AS detail
FROM found
WHERE value IS NULL
    AND EXISTS (SELECT FROM found f WHERE f."isMarker" AND f.value IS NOT NULL)
GROUP BY name
