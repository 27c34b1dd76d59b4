-- BDZ005: the engine's transactions follow from its events
-- Severity: error.
-- Proves that the eight tables of transactions and `payments-transactions-by-customer` have exactly the rows, with the
-- content, that their input has: each table is computed anew from the rows of the table before it, as they are stored.
-- A finding means that the list of transactions lacks one, shows one that never happened or says something else about
-- it, and that the customer's products and items are counted from it. A row repairs itself when the platform writes the
-- purchase again (a refund's when the refund is stored again); all do when the engine is initialised anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-transactions-by-customer"' AND value #>> '{rowData,txnId}' = 'TRANSACTION';
WITH held AS NOT MATERIALIZED (
    SELECT s.ctid AS at, substr(s."keyPath"[2] #>> '{}', 10) AS name,
        CASE cardinality(s."keyPath") WHEN 5 THEN 'null' ELSE s."keyPath"[cardinality(s."keyPath") - 2] END AS grp,
        s."keyPath"[cardinality(s."keyPath")] #>> '{}' AS row, s.value -> 'rowData' AS data
    FROM "BulldozerStorageEngine" s
    WHERE cardinality(s."keyPath") = 5 AND s."keyPath"[4] = '"rows"' AND s."keyPath"[2] = '"external:payments-manual-transactions"'
        OR cardinality(s."keyPath") = 7 AND s."keyPath"[6] = '"rows"' AND s."keyPath"[2] = '"external:payments-transactions-by-customer"'
        OR cardinality(s."keyPath") = 9 AND s."keyPath"[8] = '"rows"' AND s."keyPath"[2] IN (
            '"external:payments-subscription-renewal-events"', '"external:payments-subscription-cancel-events"',
            '"external:payments-subscription-start-events"', '"external:payments-subscription-end-events"',
            '"external:payments-item-grant-repeat-from-subscriptions"', '"external:payments-item-grant-repeat-from-otps"',
            '"external:payments-one-time-purchase-events"', '"external:payments-manual-item-quantity-change-events"',
            '"external:payments-txn-subscription-renewal"', '"external:payments-txn-subscription-cancel"',
            '"external:payments-txn-subscription-start"', '"external:payments-txn-subscription-end"',
            '"external:payments-txn-item-grant-repeat"', '"external:payments-txn-one-time-purchase"',
            '"external:payments-txn-manual-item-quantity-change"', '"external:payments-txn-refund"')
),
follows AS NOT MATERIALIZED (
    SELECT h.at, e.*, h.data AS customer, coalesce(jsonb_hash_extended(e.data, 0), 0) AS digest,
        hashtextextended(concat_ws('|', e.name, e.grp, e.row), 0) AS place1,
        hashtextextended(concat_ws('|', e.name, e.grp, e.row), 1) AS place2
    FROM held h
    CROSS JOIN LATERAL (
        SELECT jsonb_build_object('customerType', h.data -> 'customerType', 'customerId', h.data -> 'customerId') AS buyer
    ) b
    CROSS JOIN LATERAL (
        SELECT b.buyer || jsonb_build_object(
                'tenancyId', h.data -> 'tenancyId', 'paymentProvider', h.data -> 'paymentProvider',
                'createdAtMillis', h.data -> 'createdAtMillis', 'effectiveAtMillis', h.data -> 'effectiveAtMillis') AS common,
            b.buyer || jsonb_build_object(
                'type', 'product-grant', 'productId', h.data -> 'productId', 'product', h.data -> 'product', 'priceId', h.data -> 'priceId',
                'quantity', h.data -> 'quantity', 'productLineId', h.data -> 'productLineId') AS granted,
            b.buyer || jsonb_build_object('type', 'money-transfer', 'chargedAmount', h.data -> 'chargedAmount') AS charged,
            h.data ->> 'paymentProvider' <> 'test_mode' AND h.data -> 'chargedAmount' <> '{}' AS is_charged, (
                SELECT coalesce(jsonb_agg(b.buyer || jsonb_build_object(
                    'type', 'item-quantity-change', 'itemId', g.value -> 'itemId', 'quantity', g.value -> 'quantity',
                    'expiresWhen', g.value -> 'expiresWhen') ORDER BY g.ordinality), '[]')
                FROM jsonb_array_elements(CASE jsonb_typeof(h.data -> 'itemGrants') WHEN 'array' THEN h.data -> 'itemGrants' END)
                    WITH ORDINALITY g
            ) AS changes, (
                SELECT coalesce(jsonb_agg(b.buyer || jsonb_build_object(
                    'type', 'item-quantity-expire', 'itemId', g.value -> 'itemId', 'quantity', g.value -> 'quantity',
                    'adjustedTransactionId', g.value -> 'transactionId', 'adjustedEntryIndex', g.value -> 'entryIndex')
                    ORDER BY g.ordinality), '[]')
                FROM jsonb_array_elements(CASE
                    WHEN jsonb_typeof(h.data -> 'previousGrantsToExpire') = 'array' THEN h.data -> 'previousGrantsToExpire'
                    WHEN jsonb_typeof(h.data -> 'itemQuantityChangesToExpire') = 'array' THEN h.data -> 'itemQuantityChangesToExpire' END)
                    WITH ORDINALITY g
            ) AS expiries
    ) o
    CROSS JOIN LATERAL (
        -- What is stored.
        SELECT true, h.name, h.grp, h.row, h.data
        WHERE h.name LIKE 'payments-txn-%' OR h.name = 'payments-transactions-by-customer'
        UNION ALL
        -- What has to be stored.
        SELECT false, 'payments-txn-subscription-renewal', h.grp, h.row || ':1', o.common || jsonb_build_object(
            'type', 'subscription-renewal', 'txnId', 'sub-renewal:' || (h.data ->> 'invoiceId'), 'entries', jsonb_build_array(o.charged))
        WHERE h.name = 'payments-subscription-renewal-events'
        UNION ALL
        SELECT false, 'payments-txn-subscription-cancel', h.grp, h.row || ':1', o.common || jsonb_build_object(
            'type', 'subscription-cancel', 'txnId', 'sub-cancel:' || (h.data ->> 'subscriptionId'),
            'entries', jsonb_build_array(b.buyer || jsonb_build_object(
                'type', 'active-subscription-change', 'subscriptionId', h.data -> 'subscriptionId', 'changeType', h.data -> 'changeType')))
        WHERE h.name = 'payments-subscription-cancel-events'
        UNION ALL
        SELECT false, 'payments-txn-subscription-start', h.grp, h.row || ':1', o.common || jsonb_build_object(
            'type', 'subscription-start', 'txnId', 'sub-start:' || (h.data ->> 'subscriptionId'),
            'entries', jsonb_build_array(
                b.buyer || jsonb_build_object('type', 'active-subscription-start', 'subscriptionId', h.data -> 'subscriptionId'),
                o.granted || jsonb_build_object('subscriptionId', h.data -> 'subscriptionId'))
                || CASE WHEN o.is_charged THEN jsonb_build_array(o.charged) ELSE '[]' END || o.changes)
        WHERE h.name = 'payments-subscription-start-events'
        UNION ALL
        SELECT false, 'payments-txn-subscription-end', h.grp, h.row || ':1', o.common || jsonb_build_object(
            'type', 'subscription-end', 'txnId', 'sub-end:' || (h.data ->> 'subscriptionId'),
            'entries', jsonb_build_array(
                b.buyer || jsonb_build_object('type', 'active-subscription-end', 'subscriptionId', h.data -> 'subscriptionId'),
                b.buyer || jsonb_build_object(
                    'type', 'product-revocation', 'productId', h.data -> 'productId', 'productLineId', h.data -> 'productLineId',
                    'quantity', h.data -> 'quantity', 'adjustedTransactionId', h.data #> '{startProductGrantRef,transactionId}',
                    'adjustedEntryIndex', h.data #> '{startProductGrantRef,entryIndex}')) || o.expiries)
        WHERE h.name = 'payments-subscription-end-events'
        UNION ALL
        SELECT false, 'payments-txn-item-grant-repeat', h.grp,
            CASE h.name WHEN 'payments-item-grant-repeat-from-subscriptions' THEN '0:' ELSE '1:' END || h.row || ':1',
            o.common || jsonb_build_object(
                'type', 'item-grant-repeat', 'txnId', 'igr:' || (h.data ->> 'sourceId') || ':' || (h.data ->> 'effectiveAtMillis'),
                'entries', o.expiries || o.changes)
        WHERE h.name IN ('payments-item-grant-repeat-from-subscriptions', 'payments-item-grant-repeat-from-otps')
        UNION ALL
        SELECT false, 'payments-txn-one-time-purchase', h.grp, h.row || ':1', o.common || jsonb_build_object(
            'type', 'one-time-purchase', 'txnId', 'otp:' || (h.data ->> 'purchaseId'),
            'entries', jsonb_build_array(o.granted || jsonb_build_object('oneTimePurchaseId', h.data -> 'purchaseId'))
                || CASE WHEN o.is_charged THEN jsonb_build_array(o.charged) ELSE '[]' END || o.changes)
        WHERE h.name = 'payments-one-time-purchase-events'
        UNION ALL
        SELECT false, 'payments-txn-manual-item-quantity-change', h.grp, h.row || ':1', o.common || jsonb_build_object(
            'type', 'manual-item-quantity-change', 'txnId', 'miqc:' || (h.data ->> 'changeId'),
            'entries', jsonb_build_array(b.buyer || jsonb_build_object(
                'type', 'item-quantity-change', 'itemId', h.data -> 'itemId', 'quantity', h.data -> 'quantity',
                'expiresWhen', h.data -> 'expiresAtMillis')))
        WHERE h.name = 'payments-manual-item-quantity-change-events'
        UNION ALL
        SELECT false, 'payments-txn-refund', h.grp, h.row || ':1', h.data
        WHERE h.name = 'payments-manual-transactions' AND h.data ->> 'type' = 'refund'
        UNION ALL
        SELECT false, 'payments-transactions-by-customer',
            b.buyer || jsonb_build_object('tenancyId', h.data -> 'tenancyId'), c.position || ':' || h.row, h.data
        FROM (VALUES ('payments-txn-subscription-renewal', 0), ('payments-txn-subscription-cancel', 1),
            ('payments-txn-subscription-start', 2), ('payments-txn-subscription-end', 3), ('payments-txn-item-grant-repeat', 4),
            ('payments-txn-one-time-purchase', 5), ('payments-txn-manual-item-quantity-change', 6), ('payments-txn-refund', 7)) c (name, position)
        WHERE c.name = h.name
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
initialised AS MATERIALIZED (
    SELECT n.name
    FROM unnest(ARRAY[
        'payments-txn-subscription-renewal', 'payments-txn-subscription-cancel', 'payments-txn-subscription-start',
        'payments-txn-subscription-end', 'payments-txn-item-grant-repeat', 'payments-txn-one-time-purchase',
        'payments-txn-manual-item-quantity-change', 'payments-txn-refund', 'payments-transactions-by-customer']) n (name)
    JOIN "BulldozerStorageEngine" m
        ON m."keyPath" = ARRAY['"table"', to_jsonb('external:' || n.name), '"storage"', '"metadata"']::jsonb[]
)
SELECT t."projectId" AS project,
    coalesce(f.customer ->> 'customerType' || ':' || (f.customer ->> 'customerId'), 'engine-row:' || f.row) AS subject,
    CASE b.kind
        WHEN 'extra' THEN 'has a row in ' || f.name || ' that nothing asks for: '
        WHEN 'missing' THEN 'lacks a row in ' || f.name || ': '
        ELSE 'has a row with other data in ' || f.name || ': '
    END || f.row AS detail
FROM bad b
CROSS JOIN LATERAL (SELECT * FROM follows f WHERE f.at = b.at AND f.place1 = b.place1 AND f.place2 = b.place2 LIMIT 1) f
JOIN initialised i ON i.name = f.name
LEFT JOIN "Tenancy" t ON t.id = CASE
    WHEN f.customer ->> 'tenancyId' ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' THEN (f.customer ->> 'tenancyId')::uuid END
