-- BDZ017: the clock of the payments engine runs
-- Severity: error.
-- Proves that the clock (`lastProcessedAt`) keeps up with what the servers write: the platform's worker sets it every
-- second, so that it is not five minutes older than a row which a server made since. In a copy that nobody writes to it
-- stands at the time of the copy: that the clock is older than the moment of the run is then information, with its age.
-- A finding means that nothing falls due for anybody: items are not granted again, subscriptions do not end, and balances
-- stay as they are. The worker runs by `pg_cron`, which the migration leaves out without an error where it is not
-- allowed. One purchase on which the worker fails stops it as well. When it runs again, it makes up for everything.
-- Decide: The platform's operator: see why the worker does not run. It catches up when it does.
-- Look into it:
--   SELECT "lastProcessedAt", now() - "lastProcessedAt" AS age, pg_is_in_recovery() FROM "BulldozerTimeFoldMetadata";
WITH moment AS (
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AS now
),
written (at) AS (
    SELECT max(r."createdAt") FROM "ProjectUserRefreshToken" r, moment m WHERE r."createdAt" <= m.now AT TIME ZONE 'UTC'
    UNION ALL SELECT max(r."createdAt") FROM "OutgoingRequest" r, moment m WHERE r."createdAt" <= m.now AT TIME ZONE 'UTC'
    UNION ALL SELECT max(r."updatedAt") FROM "ProjectUser" r, moment m WHERE r."updatedAt" <= m.now AT TIME ZONE 'UTC'
    UNION ALL SELECT max(r."createdAt") FROM "BulldozerTimeFoldQueue" r, moment m WHERE r."createdAt" <= m.now AT TIME ZONE 'UTC'
),
clock AS (
    SELECT "lastProcessedAt" AT TIME ZONE 'UTC' AS at, (SELECT max(at) FROM written) AS written, moment.now AT TIME ZONE 'UTC' AS now
    FROM "BulldozerTimeFoldMetadata", moment WHERE key = 'singleton'
)
SELECT NULL AS project, 'engine-clock:singleton' AS subject,
    CASE WHEN written > at + interval '5 minutes'
        THEN 'stands at ' || at || ', although the servers wrote rows until ' || written
        ELSE 'stands at ' || at || ', which is ' || date_trunc('minute', now - at) || ' before this run; nothing was written since'
    END AS detail,
    CASE WHEN written > at + interval '5 minutes' THEN NULL
        WHEN pg_is_in_recovery() THEN 'the standby does not receive what its primary writes'
        ELSE 'it is a copy that nobody writes to'
    END AS cause
FROM clock
WHERE written > at + interval '5 minutes' OR @now::bigint IS NOT NULL AND now > at + interval '5 minutes'
