-- BDZ013: what a purchase's state schedules is in the queue, and nothing else
-- Severity: error.
-- Proves that each state of a time fold with a next time has exactly one row in the queue, with the same time, state and
-- row, and that the queue has no row without such a state. Both are written together.
-- A finding means that a repetition of items or the end of a subscription does not happen, happens at another time, or
-- happens to an older state of the purchase: what is lost in the queue is never repeated, and the worker throws a row
-- without a state away. It is right again when the platform writes the purchase's row anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT "scheduledAt", "updatedAt" FROM "BulldozerTimeFoldQueue" WHERE "rowIdentifier" = 'PURCHASE';
WITH state AS (
    SELECT s."keyPath"[2] AS fold, s."keyPath"[7] #>> '{}' AS id, s.value, s.value ->> 'nextTimestamp' AS text,
        CASE WHEN s.value ->> 'nextTimestamp' ~ '^\d{4,6}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d+)?[+-]\d\d(:\d\d)?$'
            THEN (s.value ->> 'nextTimestamp')::timestamptz END AS next
    FROM "BulldozerStorageEngine" s
    WHERE s."keyPathParent" IN (
        '{"\"table\"", "\"external:payments-subscription-timefold\"", "\"storage\"", "\"groups\"", "null", "\"states\""}',
        '{"\"table\"", "\"external:payments-otp-timefold\"", "\"storage\"", "\"groups\"", "null", "\"states\""}')
),
queue AS (
    SELECT CASE WHEN "groupKey" = 'null' AND "tableStoragePath" IN (
            '{"\"table\"", "\"external:payments-subscription-timefold\"", "\"storage\""}',
            '{"\"table\"", "\"external:payments-otp-timefold\"", "\"storage\""}')
            THEN "tableStoragePath"[2] END AS fold,
        "tableStoragePath"[2] AS "table", "rowIdentifier" AS id, "scheduledAt" AS at, "stateAfter" AS state, "rowData" AS row
    FROM "BulldozerTimeFoldQueue"
),
broken AS (
    SELECT coalesce(s.fold, q."table") #>> '{}' AS fold, coalesce(s.id, q.id) AS id,
        coalesce(s.value #>> '{rowData,tenancyId}', q.row ->> 'tenancyId') AS tenancy,
        CASE
            WHEN s.id IS NULL THEN 'has a row in the queue at ' || (q.at AT TIME ZONE 'UTC') || ' that no state belongs to'
            WHEN q.id IS NULL
            THEN 'has to go on at ' || coalesce((s.next AT TIME ZONE 'UTC')::text, s.text) || ', and the queue has no row for it'
            WHEN s.text IS NULL THEN 'has a row in the queue at ' || (q.at AT TIME ZONE 'UTC') || ', although nothing is to follow'
            WHEN q.at IS DISTINCT FROM s.next
            THEN 'has to go on at ' || coalesce((s.next AT TIME ZONE 'UTC')::text, s.text)
                || ', and the queue says ' || (q.at AT TIME ZONE 'UTC')
            WHEN q.state IS DISTINCT FROM s.value -> 'stateAfter' THEN 'has a row in the queue with another state'
            WHEN q.row IS DISTINCT FROM s.value -> 'rowData' THEN 'has a row in the queue with another content of the purchase'
        END AS detail
    FROM state s
    FULL JOIN queue q ON q.fold = s.fold AND q.id = s.id
    WHERE s.text IS NOT NULL OR q.id IS NOT NULL
    UNION ALL
    SELECT "tableStoragePath"[2] #>> '{}', "rowIdentifier", min("rowData" ->> 'tenancyId'), 'has ' || count(*) || ' rows in the queue'
    FROM "BulldozerTimeFoldQueue" GROUP BY "tableStoragePath", "groupKey", "rowIdentifier" HAVING count(*) > 1
)
SELECT t."projectId" AS project,
    CASE b.fold WHEN 'external:payments-subscription-timefold' THEN 'subscription:' WHEN 'external:payments-otp-timefold' THEN 'purchase:'
        ELSE coalesce(b.fold, '') || ' ' END || b.id AS subject,
    b.detail
FROM broken b
LEFT JOIN "Tenancy" t ON t.id::text = b.tenancy
WHERE b.detail IS NOT NULL
