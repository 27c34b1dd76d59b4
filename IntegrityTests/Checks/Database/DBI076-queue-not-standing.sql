-- DBI076: the queue of requests to copy does not stand
-- Severity: warning.
-- Proves that no `OutgoingRequest` was still to be claimed 15 minutes after it was made. The time is that of the newest
-- request or of the standby's last transaction, not that of this machine, so that nothing grows old in a copy. If the
-- poller is switched off, it is information.
-- A finding means that the sequencer runs and the poller does not: analytics and the dashboard's lists stand still since
-- then. Nothing is lost; the poller works off the queue once it runs again.
-- Decide: The platform's operator: see why the poller does not run.
-- Look into it:
--   SELECT min("createdAt"), max("createdAt"), count(*) FROM "OutgoingRequest" WHERE "startedFulfillingAt" IS NULL;
WITH time AS (
    SELECT greatest(max("createdAt"), max("startedFulfillingAt"), pg_last_xact_replay_timestamp() AT TIME ZONE 'UTC') AS newest
    FROM "OutgoingRequest"
)
SELECT NULL::text AS project, 'outgoing-request:' || (array_agg(r.id ORDER BY r."createdAt", r.id))[1] AS subject,
    'has waited since ' || to_char(min(r."createdAt"), 'YYYY-MM-DD HH24:MI:SS') || ' UTC, and ' || count(*) - 1
        || ' more request(s) have waited for over 15 minutes' AS detail,
    CASE WHEN EXISTS (SELECT FROM "ExternalDbSyncMetadata" WHERE NOT "pollerEnabled") THEN 'the poller is switched off' END AS cause
FROM "OutgoingRequest" r
WHERE r."startedFulfillingAt" IS NULL AND r."createdAt" < (SELECT newest FROM time) - interval '15 minutes'
HAVING count(*) > 0
