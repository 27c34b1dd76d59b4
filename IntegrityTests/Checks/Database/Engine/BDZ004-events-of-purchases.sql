-- BDZ004: the engine's events follow from its stored rows
-- Severity: error.
-- Proves that the fourteen tables of events (invoices with their subscription, renewals, cancellations, starts, ends,
-- grants that repeat, one-time purchases, changes of quantities) have exactly the rows, with the content, that their
-- input has: each table is computed anew from the rows of the table before it, as they are stored. Of the two tables
-- that follow the clock, each stored row has its state, the state has the row, what it says about the purchase and the
-- event of its start, and the rows are the events that the state has emitted.
-- A finding means that a customer's start, end, renewal or repetition is missing, happens twice or says something else,
-- and so do the transactions, products and items behind it. A row repairs itself when the platform writes the purchase
-- again; all do when the engine is initialised anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-subscription-timefold"' AND value #>> '{rowData,id}' = 'SUBSCRIPTION';
WITH held AS NOT MATERIALIZED (
    SELECT s.ctid AS at, substr(s."keyPath"[2] #>> '{}', 10) AS name, s."keyPath"[cardinality(s."keyPath") - 1] #>> '{}' AS part,
        CASE cardinality(s."keyPath") WHEN 5 THEN 'null' ELSE s."keyPath"[cardinality(s."keyPath") - 2] END AS grp,
        s."keyPath"[cardinality(s."keyPath")] #>> '{}' AS row, s.value, s.value -> 'rowData' AS data,
        CASE s."keyPath"[2] WHEN '"external:payments-renewal-invoice-rows"' THEN s.value #> '{rowData,rightRowData}'
            ELSE s.value -> 'rowData' END AS bought
    FROM "BulldozerStorageEngine" s
    WHERE cardinality(s."keyPath") = 5 AND s."keyPath"[4] = '"rows"' AND s."keyPath"[2] IN (
            '"external:payments-subscriptions"', '"external:payments-one-time-purchases"',
            '"external:payments-manual-item-quantity-changes"')
        OR cardinality(s."keyPath") = 7 AND s."keyPath"[6] IN ('"rows"', '"states"') AND s."keyPath"[2] IN (
            '"external:payments-subscriptions-with-invoices"', '"external:payments-subscription-timefold"',
            '"external:payments-otp-timefold"')
        OR cardinality(s."keyPath") = 9 AND s."keyPath"[8] = '"rows"' AND s."keyPath"[2] IN (
            '"external:payments-renewal-invoice-rows"', '"external:payments-subscription-renewal-events"',
            '"external:payments-cancel-pending-subscriptions"', '"external:payments-subscription-cancel-events"',
            '"external:payments-subscription-start-events"', '"external:payments-subscription-end-events"',
            '"external:payments-item-grant-repeat-from-subscriptions"', '"external:payments-item-grant-repeat-from-otps"',
            '"external:payments-one-time-purchase-events"', '"external:payments-manual-item-quantity-change-events"')
),
follows AS NOT MATERIALIZED (
    SELECT h.at, e.*, coalesce(nullif(h.data -> 'rightRowData', 'null'), h.data -> 'leftRowData', h.data) AS customer,
        coalesce(jsonb_hash_extended(e.data, 0), 0) AS digest,
        hashtextextended(concat_ws('|', e.name, e.part, e.grp, e.row), 0) AS place1,
        hashtextextended(concat_ws('|', e.name, e.part, e.grp, e.row), 1) AS place2
    FROM held h
    CROSS JOIN LATERAL (
        SELECT CASE jsonb_typeof(h.bought -> 'quantity') WHEN 'number' THEN (h.bought ->> 'quantity')::numeric END AS quantity,
            CASE h.bought ->> 'creationSource' WHEN 'TEST_MODE' THEN 'test_mode' ELSE 'stripe' END AS provider
    ) b
    CROSS JOIN LATERAL (
        SELECT (
            SELECT coalesce(jsonb_object_agg(c.key, (c.value::numeric * b.quantity)::text), '{}')
            FROM jsonb_each_text(CASE jsonb_typeof(h.bought #> ARRAY['product', 'prices', h.bought ->> 'priceId'])
                WHEN 'object' THEN h.bought #> ARRAY['product', 'prices', h.bought ->> 'priceId'] END) c
            WHERE c.key NOT IN ('interval', 'serverOnly', 'freeTrial') AND c.value ~ '^-?[0-9]+\.?[0-9]*([eE][-+]?[0-9]{1,3})?$'
        ) AS charge, (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'itemId', i.key,
                'quantity', CASE jsonb_typeof(i.value -> 'quantity') WHEN 'number' THEN (i.value ->> 'quantity')::numeric END * b.quantity,
                'expiresWhen', CASE WHEN i.value ->> 'expires' IN ('when-purchase-expires', 'when-repeated') THEN i.value -> 'expires' END
            ) ORDER BY i.ordinality), '[]')
            FROM jsonb_each(CASE jsonb_typeof(h.bought #> '{product,includedItems}')
                WHEN 'object' THEN h.bought #> '{product,includedItems}' END) WITH ORDINALITY i
        ) AS grants
    ) c
    CROSS JOIN LATERAL (
        SELECT jsonb_build_object(
            'tenancyId', h.bought -> 'tenancyId', 'customerType', h.bought -> 'customerType', 'customerId', h.bought -> 'customerId',
            'paymentProvider', b.provider) AS common, jsonb_build_object(
            'productId', h.bought -> 'productId', 'product', h.bought -> 'product', 'productLineId', h.bought #> '{product,productLineId}',
            'priceId', h.bought -> 'priceId', 'quantity', h.bought -> 'quantity', 'chargedAmount', c.charge, 'itemGrants', c.grants,
            'createdAtMillis', h.bought -> 'createdAtMillis', 'effectiveAtMillis', h.bought -> 'createdAtMillis') AS granted
    ) o
    CROSS JOIN LATERAL (
        -- What is stored. The table of invoices with their subscription is compared below.
        SELECT true, h.name, h.part, h.grp, h.row, CASE
            WHEN h.part = 'rows' THEN h.data
            ELSE jsonb_build_array(
                h.data, CASE h.name WHEN 'payments-subscription-timefold' THEN h.value #> '{emittedRowsData,0}' END,
                CASE jsonb_typeof(h.value -> 'stateAfter') WHEN 'object' THEN h.value -> 'stateAfter' END
                    - ARRAY['itemRepeatSchedule', 'outstandingGrants', 'repeatCount'],
                h.value #> '{stateAfter,repeatCount}' = to_jsonb(jsonb_array_length(
                    jsonb_path_query_array(h.value, '$.emittedRowsData[*] ? (@.type == "item-grant-repeat")'))))
        END
        WHERE h.name NOT IN ('payments-subscriptions', 'payments-one-time-purchases', 'payments-manual-item-quantity-changes',
            'payments-subscriptions-with-invoices')
        UNION ALL
        -- What has to be stored.
        SELECT false, 'payments-renewal-invoice-rows', 'rows', h.grp, h.row || ':1', h.data
        WHERE h.name = 'payments-subscriptions-with-invoices' AND h.data #> '{leftRowData,isSubscriptionCreationInvoice}' = 'false'
            AND h.data -> 'rightRowData' <> 'null'
        UNION ALL
        SELECT false, 'payments-subscription-renewal-events', 'rows', h.grp, h.row || ':1', o.common || jsonb_build_object(
            'invoiceId', h.data #> '{leftRowData,id}', 'subscriptionId', h.bought -> 'id', 'chargedAmount', c.charge,
            'createdAtMillis', h.data #> '{leftRowData,createdAtMillis}', 'effectiveAtMillis', h.data #> '{leftRowData,createdAtMillis}')
        WHERE h.name = 'payments-renewal-invoice-rows'
        UNION ALL
        SELECT false, 'payments-cancel-pending-subscriptions', 'rows', h.grp, h.row || ':1', h.data
        WHERE h.name = 'payments-subscriptions' AND h.data -> 'cancelAtPeriodEnd' = 'true' AND h.data ->> 'status' IN ('active', 'trialing')
        UNION ALL
        SELECT false, 'payments-subscription-cancel-events', 'rows', h.grp, h.row || ':1', o.common || jsonb_build_object(
            'subscriptionId', h.data -> 'id', 'changeType', 'cancel', 'createdAtMillis', h.data -> 'createdAtMillis',
            'effectiveAtMillis', h.data -> 'canceledAtMillis')
        WHERE h.name = 'payments-cancel-pending-subscriptions'
        UNION ALL
        SELECT false, 'payments-subscription-timefold', 'states', h.grp, h.row, jsonb_build_array(
            h.data, o.common || o.granted || jsonb_build_object('type', 'subscription-start', 'subscriptionId', h.data -> 'id'),
            o.common || o.granted - ARRAY['createdAtMillis', 'effectiveAtMillis', 'itemGrants'] || jsonb_build_object(
                'subscriptionId', h.data -> 'id', 'endedAtMillis', h.data -> 'endedAtMillis',
                'startTxnId', 'sub-start:' || (h.data ->> 'id'), 'startProductGrantEntryIndex', 1,
                'startItemChangeBaseIndex', CASE WHEN b.provider = 'test_mode' OR c.charge = '{}' THEN 2 ELSE 3 END), true)
        WHERE h.name = 'payments-subscriptions'
        UNION ALL
        SELECT false, 'payments-otp-timefold', 'states', h.grp, h.row, jsonb_build_array(
            h.data, NULL, o.common || jsonb_build_object('purchaseId', h.data -> 'id', 'anchorMillis', h.data -> 'createdAtMillis',
                'revokedAtMillis', h.data -> 'revokedAtMillis'), true)
        WHERE h.name = 'payments-one-time-purchases'
        UNION ALL
        SELECT false, h.name, 'rows', h.grp, h.row || ':' || n.ordinality, n.value
        FROM jsonb_array_elements(CASE jsonb_typeof(h.value -> 'emittedRowsData') WHEN 'array' THEN h.value -> 'emittedRowsData' END)
            WITH ORDINALITY n
        WHERE h.part = 'states'
        UNION ALL
        SELECT false, CASE h.data ->> 'type'
            WHEN 'subscription-start' THEN 'payments-subscription-start-events'
            WHEN 'subscription-end' THEN 'payments-subscription-end-events'
            ELSE 'payments-item-grant-repeat-from-subscriptions' END, 'rows', h.grp, h.row || ':1', h.data
        WHERE h.name = 'payments-subscription-timefold' AND h.part = 'rows'
            AND h.data ->> 'type' IN ('subscription-start', 'subscription-end', 'item-grant-repeat')
        UNION ALL
        SELECT false, 'payments-item-grant-repeat-from-otps', 'rows', h.grp, h.row || ':1', h.data
        WHERE h.name = 'payments-otp-timefold' AND h.part = 'rows' AND h.data ->> 'type' = 'item-grant-repeat'
        UNION ALL
        SELECT false, 'payments-one-time-purchase-events', 'rows', h.grp, h.row || ':1',
            o.common || o.granted || jsonb_build_object('purchaseId', h.data -> 'id')
        WHERE h.name = 'payments-one-time-purchases'
        UNION ALL
        SELECT false, 'payments-manual-item-quantity-change-events', 'rows', h.grp, h.row || ':1', o.common - 'paymentProvider'
            || jsonb_build_object(
                'changeId', h.data -> 'id', 'itemId', h.data -> 'itemId', 'quantity', h.data -> 'quantity',
                'expiresAtMillis', h.data -> 'expiresAtMillis', 'createdAtMillis', h.data -> 'createdAtMillis',
                'effectiveAtMillis', h.data -> 'createdAtMillis')
        WHERE h.name = 'payments-manual-item-quantity-changes'
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
side AS MATERIALIZED (
    SELECT substr(s."keyPath"[2] #>> '{}', 10) AS name, s."keyPath"[cardinality(s."keyPath")] #>> '{}' AS row, s.value -> 'rowData' AS data
    FROM "BulldozerStorageEngine" s
    WHERE s."keyPathParent" IN (
        ARRAY['"table"', '"external:payments-subscriptions"', '"storage"', '"rows"']::jsonb[],
        ARRAY['"table"', '"external:payments-subscription-invoices"', '"storage"', '"rows"']::jsonb[],
        ARRAY['"table"', '"external:payments-subscriptions-with-invoices"', '"storage"', '"groups"', 'null', '"rows"']::jsonb[])
),
joined AS (
    SELECT jsonb_build_array(i.row, s.row)::text AS row, jsonb_build_object('leftRowData', i.data, 'rightRowData', s.data) AS data
    FROM (SELECT * FROM side WHERE name = 'payments-subscription-invoices') i
    -- A full join cannot be a loop in a loop, however few rows are expected.
    FULL JOIN (SELECT * FROM side WHERE name = 'payments-subscriptions') s
        ON s.data ->> 'tenancyId' = i.data ->> 'tenancyId' AND s.data ->> 'stripeSubscriptionId' = i.data ->> 'stripeSubscriptionId'
    WHERE coalesce(i.row, '') <> ''
),
different AS (
    SELECT b.kind, f.name, f.part, f.row, f.customer
    FROM bad b
    CROSS JOIN LATERAL (SELECT * FROM follows f WHERE f.at = b.at AND f.place1 = b.place1 AND f.place2 = b.place2 LIMIT 1) f
    UNION ALL
    SELECT CASE WHEN j.row IS NULL THEN 'extra' WHEN w.row IS NULL THEN 'missing' ELSE 'other' END, 'payments-subscriptions-with-invoices',
        'rows', coalesce(j.row, w.row),
        coalesce(nullif(j.data -> 'rightRowData', 'null'), j.data -> 'leftRowData', nullif(w.data -> 'rightRowData', 'null'),
            w.data -> 'leftRowData')
    FROM joined j
    FULL JOIN (SELECT * FROM side WHERE name = 'payments-subscriptions-with-invoices') w ON w.row = j.row
    WHERE j.row IS NULL OR w.row IS NULL OR j.data IS DISTINCT FROM w.data
),
initialised AS MATERIALIZED (
    SELECT n.name
    FROM unnest(ARRAY[
        'payments-subscriptions-with-invoices', 'payments-renewal-invoice-rows', 'payments-subscription-renewal-events',
        'payments-cancel-pending-subscriptions', 'payments-subscription-cancel-events', 'payments-subscription-timefold',
        'payments-subscription-start-events', 'payments-subscription-end-events', 'payments-item-grant-repeat-from-subscriptions',
        'payments-one-time-purchase-events', 'payments-otp-timefold', 'payments-item-grant-repeat-from-otps',
        'payments-manual-item-quantity-change-events']) n (name)
    JOIN "BulldozerStorageEngine" m
        ON m."keyPath" = ARRAY['"table"', to_jsonb('external:' || n.name), '"storage"', '"metadata"']::jsonb[]
)
SELECT t."projectId" AS project,
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
