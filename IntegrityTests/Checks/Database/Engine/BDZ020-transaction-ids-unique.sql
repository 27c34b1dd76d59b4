-- BDZ020: the payments engine has each transaction once
-- Severity: error.
-- Proves that no two transactions of a tenancy have the same id in the payments engine.
-- A finding means that what the transaction gives or takes counts twice, and that the list of transactions answers 500 on
-- a page that has both. Which of the two follows from a purchase is what BDZ023 says of their customers.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "keyPath" FROM "BulldozerStorageEngine" WHERE value #>> '{rowData,txnId}' = 'TRANSACTION' AND "keyPath"[6] = '"rows"';
WITH txn AS NOT MATERIALIZED (
    SELECT s."keyPath"[5] AS customer, s.value -> 'rowData' AS row
    FROM "BulldozerStorageEngine" s
    -- By the index on paths: an object with many keys comes behind every group.
    WHERE s."keyPath" > '{"\"table\"", "\"external:payments-transactions-by-customer\"", "\"storage\"", "\"groups\""}'
        AND s."keyPath" < '{"\"table\"", "\"external:payments-transactions-by-customer\"", "\"storage\"", "\"groups\""}'::jsonb[]
            || '{"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0, "g": 0, "h": 0}'::jsonb
        AND cardinality(s."keyPath") = 7 AND s."keyPath"[6] = '"rows"'
)
SELECT t."projectId" AS project, 'transaction:' || x.id AS subject, 'is there ' || x.count || ' times' AS detail
FROM (
    SELECT row ->> 'tenancyId' AS tenancy, row ->> 'txnId' AS id, count(*) AS count FROM txn GROUP BY 1, 2 HAVING count(*) > 1
) x
LEFT JOIN "Tenancy" t ON t.id::text = x.tenancy
