-- BDZ003: the engine's lists of each customer's subscriptions follow from its stored rows
-- Severity: error.
-- Proves that `payments-subscriptions-by-customer`, `payments-subscriptions-sorted` and
-- `payments-subscription-map-by-customer` have exactly the rows that their input has: the first two are computed anew
-- from the rows of the table before, as they are stored; of the third, each subscription has its state, the state
-- follows from the subscription and from the state before it, and its row is what the state has emitted.
-- A finding means that the customer's products are answered with the wrong type, or with the state of a subscription as
-- it was. A row repairs itself when the platform writes the subscription again; all do when the engine is initialised
-- anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath", value FROM "BulldozerStorageEngine" WHERE "keyPath"[2] = '"external:payments-subscriptions-sorted"' AND value #>> '{rowData,id}' = 'SUBSCRIPTION';
WITH held AS NOT MATERIALIZED (
    SELECT s.ctid AS at, substr(s."keyPath"[2] #>> '{}', 10) AS name, s."keyPath"[cardinality(s."keyPath") - 1] #>> '{}' AS part,
        CASE cardinality(s."keyPath") WHEN 5 THEN 'null' ELSE s."keyPath"[5] END AS grp,
        s."keyPath"[cardinality(s."keyPath")] #>> '{}' AS row, s.value, s.value -> 'rowData' AS data,
        CASE jsonb_typeof(s.value #> '{emittedRowsData,0}') WHEN 'object' THEN s.value #> '{emittedRowsData,0}' END AS emitted
    FROM "BulldozerStorageEngine" s
    WHERE cardinality(s."keyPath") = 5 AND s."keyPath"[2] = '"external:payments-subscriptions"' AND s."keyPath"[4] = '"rows"'
        OR cardinality(s."keyPath") = 7 AND s."keyPath"[6] IN ('"rows"', '"states"') AND s."keyPath"[2] IN (
            '"external:payments-subscriptions-by-customer"', '"external:payments-subscriptions-sorted"',
            '"external:payments-subscription-map-by-customer"')
),
follows AS NOT MATERIALIZED (
    SELECT h.at, e.*, coalesce(h.data, h.grp) AS customer, coalesce(jsonb_hash_extended(e.data, 0), 0) AS digest,
        hashtextextended(concat_ws('|', e.name, e.part, e.grp, e.row), 0) AS place1,
        hashtextextended(concat_ws('|', e.name, e.part, e.grp, e.row), 1) AS place2
    FROM held h
    CROSS JOIN LATERAL (
        -- What is stored.
        SELECT true, h.name, h.part, h.grp, h.row, CASE
            WHEN h.part = 'states' THEN jsonb_build_array(
                h.value -> 'rowSortKey', h.value #> '{emittedRowsData,1}', h.emitted - 'subscriptions',
                h.emitted -> 'subscriptions' = h.value -> 'stateAfter')
            WHEN h.name = 'payments-subscriptions-by-customer' THEN h.data
            ELSE jsonb_build_array(h.value -> 'rowSortKey', h.data)
        END
        WHERE h.name <> 'payments-subscriptions'
        UNION ALL
        -- What has to be stored.
        SELECT false, 'payments-subscriptions-by-customer', 'rows', jsonb_build_object(
            'tenancyId', h.data -> 'tenancyId', 'customerType', h.data -> 'customerType', 'customerId', h.data -> 'customerId'),
            h.row, h.data
        WHERE h.name = 'payments-subscriptions'
        UNION ALL
        SELECT false, 'payments-subscriptions-sorted', 'rows', h.grp, h.row, jsonb_build_array(h.data -> 'createdAtMillis', h.data)
        WHERE h.name = 'payments-subscriptions-by-customer'
        UNION ALL
        SELECT false, 'payments-subscription-map-by-customer', 'states', h.grp, h.row,
            jsonb_build_array(h.value -> 'rowSortKey', NULL, h.grp, true)
        WHERE h.name = 'payments-subscriptions-sorted'
        UNION ALL
        SELECT false, h.name, 'rows', h.grp, h.row || ':1', jsonb_build_array(h.value -> 'rowSortKey', h.value #> '{emittedRowsData,0}')
        WHERE h.part = 'states'
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
-- What follows a row without state is not known.
step AS (
    SELECT e.grp, e.row, e.data, e.state,
        lag(coalesce(e.state, 'false'), 1, '{}'::jsonb) OVER (PARTITION BY e.grp ORDER BY e.key, e.row) AS before
    FROM (
        SELECT h.grp, h.row, (array_agg(h.data) FILTER (WHERE h.part = 'rows'))[1] AS data,
            (array_agg(h.data) FILTER (WHERE h.part = 'states'))[1] AS state, (array_agg(h.key ORDER BY h.part))[1] AS key
        FROM (
            SELECT h.grp, h.row, h.part, h.value -> 'rowSortKey' AS key, CASE
                WHEN h.part = 'rows' THEN h.data
                WHEN jsonb_typeof(h.value -> 'stateAfter') = 'object' THEN h.value -> 'stateAfter' END AS data
            FROM held h
            WHERE h.name = 'payments-subscriptions-sorted' OR h.name = 'payments-subscription-map-by-customer' AND h.part = 'states'
            OFFSET 0
        ) h
        GROUP BY h.grp, h.row
    ) e
),
different AS (
    SELECT b.kind, f.name, f.part, f.row, f.customer
    FROM bad b
    CROSS JOIN LATERAL (SELECT * FROM follows f WHERE f.at = b.at AND f.place1 = b.place1 AND f.place2 = b.place2 LIMIT 1) f
    UNION ALL
    SELECT 'other', 'payments-subscription-map-by-customer', 'states', s.row, s.grp
    FROM step s
    WHERE s.data IS NOT NULL AND s.before <> 'false' AND s.state <> s.before || jsonb_build_object(s.row, s.data)
),
initialised AS MATERIALIZED (
    SELECT n.name
    FROM unnest(ARRAY[
        'payments-subscriptions-by-customer', 'payments-subscriptions-sorted', 'payments-subscription-map-by-customer']) n (name)
    JOIN "BulldozerStorageEngine" m
        ON m."keyPath" = ARRAY['"table"', to_jsonb('external:' || n.name), '"storage"', '"metadata"']::jsonb[]
)
SELECT DISTINCT t."projectId" AS project,
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
