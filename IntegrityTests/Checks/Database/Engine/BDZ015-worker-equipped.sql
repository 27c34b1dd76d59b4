-- BDZ015: the worker of the payments engine has its clock and both its time folds
-- Severity: error.
-- Proves that the clock (`singleton`) exists, and that both time folds are registered with what follows from them (a
-- template in `BulldozerTimeFoldDownstreamCascade`), once they are initialised.
-- A finding means that nothing falls due any more: without its clock the engine goes on as if it were the year 2000, and
-- the events of a time fold that is not registered stay in the queue, or reach no customer. The initialisation of a time
-- fold registers it; the platform's migration makes the clock.
-- Decide: The platform's operator: run the migration that equips the worker, to its end.
-- Look into it:
--   SELECT "tableStoragePath", "cascadeInputName", "cascadeTemplate" IS NULL FROM "BulldozerTimeFoldDownstreamCascade";
WITH fold AS (
    SELECT f.path,
        (SELECT true FROM "BulldozerStorageEngine" s WHERE s."keyPath" = f.path || '"metadata"'::jsonb LIMIT 1) AS "isInitialised"
    FROM (VALUES
        ('{"\"table\"", "\"external:payments-subscription-timefold\"", "\"storage\""}'::jsonb[]),
        ('{"\"table\"", "\"external:payments-otp-timefold\"", "\"storage\""}')
    ) f (path)
)
SELECT NULL AS project, 'engine-table:' || regexp_replace(f.path[2] #>> '{}', '^external:', '') AS subject,
    CASE WHEN c."tableStoragePath" IS NULL THEN 'is not registered for the worker'
        ELSE 'is registered without what follows from it' END AS detail
FROM fold f
LEFT JOIN "BulldozerTimeFoldDownstreamCascade" c ON c."tableStoragePath" = f.path
WHERE f."isInitialised" AND (c."cascadeTemplate" IS NULL OR btrim(c."cascadeTemplate") = '')
UNION ALL
SELECT NULL, 'engine-clock:singleton', 'does not exist, so that the engine goes on as if it were the year 2000'
WHERE EXISTS (SELECT FROM fold WHERE "isInitialised")
    AND NOT EXISTS (SELECT FROM "BulldozerTimeFoldMetadata" WHERE key = 'singleton')
