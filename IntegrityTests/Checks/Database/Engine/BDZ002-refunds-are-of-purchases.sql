-- BDZ002: the engine has one refund of each refunded purchase
-- Severity: error.
-- Proves that each subscription and one-time purchase with `refundedAt` has one refund among the stored transactions of
-- the payments engine, with its customer and time, and that each of these refunds takes back an existing, refunded
-- purchase. The platform stores the refund last, and nothing repeats that: a purchase that was refunded in the last two
-- minutes may still wait for it. One of a tenancy that is gone is information, and so is one of a project with a
-- database of its own.
-- A finding means that a refunded customer still owns the product (missing), or that a customer lost a product whose
-- money was not given back (extra). Nothing repairs it: a purchase is refunded only once, so the transaction has to be
-- stored by hand, by the platform's own code.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath"[5], value FROM "BulldozerStorageEngine" WHERE "keyPathParent" = ARRAY['"table"', '"external:payments-manual-transactions"', '"storage"', '"rows"']::jsonb[] AND "keyPath"[5] #>> '{}' LIKE '%:PURCHASE';
--   SELECT "refundedAt" FROM "OneTimePurchase" WHERE id = 'PURCHASE';
WITH purchase AS NOT MATERIALIZED (
    SELECT 'subscription' AS kind, 'refund:subscription:' || id AS row, id::text AS id, 'sub-start:' || id AS txn, "tenancyId",
        lower("customerType"::text) AS type, "customerId" AS customer, "refundedAt", NULL::integer AS quantity
    FROM "Subscription"
    UNION ALL
    SELECT 'purchase', 'refund:one-time-purchase:' || id, id::text, 'otp:' || id, "tenancyId", lower("customerType"::text), "customerId",
        "refundedAt", quantity
    FROM "OneTimePurchase"
),
stored AS NOT MATERIALIZED (
    SELECT s."keyPath"[5] #>> '{}' AS row, coalesce(s.value -> 'rowData', 'null') AS data
    FROM "BulldozerStorageEngine" s
    WHERE s."keyPathParent" = ARRAY['"table"', '"external:payments-manual-transactions"', '"storage"', '"rows"']::jsonb[]
),
judged AS (
    SELECT p.kind, coalesce(p.id, s.row) AS id, s.data, coalesce(p."tenancyId"::text, s.data ->> 'tenancyId') AS tenancy,
        coalesce(p.type, s.data ->> 'customerType') || ':' || coalesce(p.customer, s.data ->> 'customerId') AS customer,
        CASE
            WHEN p.id IS NULL THEN 'is a refund of nothing that was bought'
            WHEN s.row IS NULL THEN 'was refunded, and has no row in payments-manual-transactions'
            WHEN p."refundedAt" IS NULL THEN 'has a row in payments-manual-transactions, but was not refunded'
            ELSE 'has a refund in payments-manual-transactions with other values of ' || concat_ws(', ',
                CASE WHEN s.data ->> 'tenancyId' IS DISTINCT FROM p."tenancyId"::text THEN 'tenancyId' END,
                CASE WHEN s.data ->> 'customerType' IS DISTINCT FROM p.type THEN 'customerType' END,
                CASE WHEN s.data ->> 'customerId' IS DISTINCT FROM p.customer THEN 'customerId' END,
                CASE WHEN s.data ->> 'type' IS DISTINCT FROM 'refund' THEN 'type' END,
                CASE WHEN s.data ->> 'txnId' IS DISTINCT FROM p.id || ':refund' THEN 'txnId' END,
                CASE WHEN s.data -> 'effectiveAtMillis' IS DISTINCT FROM to_jsonb(extract(epoch FROM p."refundedAt") * 1000)
                    THEN 'effectiveAtMillis' END,
                CASE WHEN NOT coalesce(e.are_of_purchase, jsonb_typeof(s.data -> 'entries') = 'array') IS NOT FALSE THEN 'entries' END)
        END AS detail
    FROM purchase p
    FULL JOIN stored s ON s.row = p.row
    LEFT JOIN LATERAL (
        SELECT bool_and(
            e.value ->> 'customerType' IS NOT DISTINCT FROM p.type AND e.value ->> 'customerId' IS NOT DISTINCT FROM p.customer
            AND CASE e.value ->> 'type'
                WHEN 'product-revocation' THEN e.value ->> 'adjustedTransactionId' IS NOT DISTINCT FROM p.txn
                    AND jsonb_typeof(e.value -> 'quantity') IS NOT DISTINCT FROM 'number'
                    AND e.value -> 'quantity' BETWEEN '0' AND coalesce(to_jsonb(p.quantity), e.value -> 'quantity')
                ELSE e.value ->> 'type' IS NOT DISTINCT FROM 'money-transfer'
            END) AS are_of_purchase
        FROM jsonb_array_elements(CASE jsonb_typeof(s.data -> 'entries') WHEN 'array' THEN s.data -> 'entries' ELSE '[]' END) e
    ) e ON s.row IS NOT NULL AND p.id IS NOT NULL
    WHERE (s.row IS NOT NULL OR p."refundedAt" IS NOT NULL)
        AND (p."refundedAt" NOT BETWEEN (now() AT TIME ZONE 'UTC') - interval '2 minutes'
            AND (now() AT TIME ZONE 'UTC') + interval '2 minutes') IS NOT FALSE
),
away AS MATERIALIZED (
    SELECT DISTINCT o.project
    FROM (
        SELECT id AS project, "projectConfigOverride" AS config FROM "Project"
        UNION ALL SELECT "projectId", config FROM "BranchConfigOverride"
        UNION ALL SELECT "projectId", config FROM "EnvironmentConfigOverride"
    ) o
    WHERE coalesce(o.config ->> 'sourceOfTruth.type', o.config -> 'sourceOfTruth' ->> 'type') IN ('postgres', 'neon')
)
SELECT t."projectId" AS project, coalesce(j.kind, 'engine-refund') || ':' || j.id AS subject,
    coalesce('of ' || j.customer || ' ', '') || j.detail AS detail,
    CASE
        WHEN j.kind IS NULL AND t.id IS NULL THEN 'its tenancy is gone'
        WHEN j.kind IS NULL AND a.project IS NOT NULL THEN 'its project has a database of its own'
    END AS cause
FROM judged j
JOIN "BulldozerStorageEngine" m
    ON m."keyPath" = ARRAY['"table"', '"external:payments-manual-transactions"', '"storage"', '"metadata"']::jsonb[]
LEFT JOIN "Tenancy" t ON t.id = CASE
    WHEN j.tenancy ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' THEN (j.tenancy)::uuid END
LEFT JOIN away a ON a.project = t."projectId"
WHERE j.detail NOT LIKE '% values of '
