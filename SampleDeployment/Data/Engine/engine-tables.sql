-- The tables of the payments engine as its initialisation leaves them: fixed paths, and a marker for each table. Every path has its parent.
-- Kinds: S stored, F filter, M map, C concatenation, D fold with a state per row; the others
-- (X flat map, G group, O sort, L join, T time fold, K compaction, R reduction) have no parts of their own.

WITH tables (kind, names) AS (VALUES
    ('S', 'subscriptions subscription-invoices one-time-purchases manual-item-quantity-changes manual-transactions'),
    ('D', 'subscription-map-by-customer owned-products item-quantities'),
    ('C', 'item-grant-repeat-events transactions compacted-transaction-entries all-changes-with-expiries'),
    ('F', 'renewal-invoice-rows cancel-pending-subscriptions subscription-start-events subscription-end-events
        item-grant-repeat-from-subscriptions item-grant-repeat-from-otps txn-refund entries-active-subscription-change
        entries-active-subscription-end entries-active-subscription-start entries-money-transfer entries-product-grant
        entries-product-revocation entries-item-quantity-expire entries-item-quantity-change-all
        entries-item-quantity-change-compactable entries-item-quantity-change-non-compactable product-entries phase3-expire-entries
        phase3-non-compacted-changes phase3-compacted-changes'),
    ('M', 'subscription-renewal-events subscription-cancel-events one-time-purchase-events manual-item-quantity-change-events
        txn-subscription-renewal txn-subscription-cancel txn-subscription-start txn-subscription-end txn-item-grant-repeat
        txn-one-time-purchase txn-manual-item-quantity-change entries-compacted-item-quantity-change changes-with-expiry-arrays
        compacted-changes-with-null-expiries'),
    ('', 'subscriptions-by-customer subscriptions-sorted subscriptions-with-invoices subscription-timefold otp-timefold
        transactions-by-customer transaction-entries entries-compactable-sorted entries-expires-sorted-for-compaction
        entries-compacted-raw product-entries-sorted expire-entries-by-target expire-entries-sorted expiries-by-change-entry
        expiries-by-customer changes-with-expiries split-item-changes-with-expiry changes-sorted-for-ledger')),
named AS (
    SELECT kind, ARRAY['"table"', to_jsonb('external:payments-' || name)]::jsonb[] AS path
    FROM tables, regexp_split_to_table(names, '\s+') AS name),
parts AS (
    SELECT path || part::jsonb[] AS path, NULL AS value
    FROM named, unnest(ARRAY['{}', '{"\"storage\""}']) AS part
    UNION ALL
    SELECT path || CASE WHEN kind = 'S' THEN ARRAY['"storage"', '"rows"']::jsonb[] ELSE ARRAY['"storage"', '"groups"']::jsonb[] END, NULL
    FROM named WHERE kind IN ('S', 'D', '')
    UNION ALL
    SELECT path || '"table"'::jsonb, NULL FROM named WHERE kind IN ('F', 'M', 'C', 'D')
    UNION ALL
    SELECT path || ARRAY['"table"', CASE kind WHEN 'F' THEN '"internal:filter"' ELSE '"internal:map"' END]::jsonb[] || part::jsonb[], NULL
    FROM named, unnest(ARRAY['{}', '{"\"storage\""}', '{"\"storage\"","\"groups\""}']) AS part WHERE kind IN ('F', 'M')
    UNION ALL
    SELECT path || ARRAY['"storage"', '"metadata"']::jsonb[], '{"version": 1}' FROM named
    UNION ALL
    SELECT path || ARRAY['"table"', CASE kind WHEN 'F' THEN '"internal:filter"' ELSE '"internal:map"' END, '"storage"', '"metadata"']::jsonb[],
        '{"version": 1}'
    FROM named WHERE kind IN ('F', 'M'))
INSERT INTO "BulldozerStorageEngine" (id, "keyPath", value)
SELECT md5(path::text)::uuid, path, coalesce(value, 'null')::jsonb FROM parts;

INSERT INTO "BulldozerTimeFoldDownstreamCascade" ("tableStoragePath", "cascadeInputName", "cascadeTemplate", "createdAt", "updatedAt")
SELECT ARRAY['"table"', to_jsonb('external:payments-' || name), '"storage"']::jsonb[], 'tf_cascade_input_' || name,
    '-- The sample deployment does not run what would follow from ' || name, timestamp '2025-01-01', timestamp '2025-01-01'
FROM unnest(ARRAY['subscription-timefold', 'otp-timefold']) AS name;
