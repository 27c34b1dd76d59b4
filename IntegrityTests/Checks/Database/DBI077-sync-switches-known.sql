-- DBI077: the copying to analytics has one set of switches
-- Severity: warning.
-- Proves that `ExternalDbSyncMetadata` has at most one row (none means that both switches are on). A switch that is off is
-- information, because somebody switched it off.
-- A finding means that, with several rows, it is left to chance whether the sequencer and the poller run; only one row may
-- stay. With a switch off, analytics and the dashboard's lists stand still until it is on again; nothing is lost.
-- Decide: The platform's operator: which switches are meant? Keep one row.
-- Look into it:
--   SELECT id, singleton, "sequencerEnabled", "pollerEnabled", "updatedAt" FROM "ExternalDbSyncMetadata";
SELECT NULL::text AS project, 'sync-switches:' || min(id) AS subject, 'stand together with ' || count(*) - 1 || ' more' AS detail, NULL AS cause
FROM "ExternalDbSyncMetadata"
HAVING count(*) > 1
UNION ALL
SELECT NULL, 'sync-switches:' || id, 'switch off ' || concat_ws(
        ' and ', CASE WHEN NOT "sequencerEnabled" THEN 'the sequencer' END, CASE WHEN NOT "pollerEnabled" THEN 'the poller' END),
    'somebody switched it off'
FROM "ExternalDbSyncMetadata"
WHERE NOT ("sequencerEnabled" AND "pollerEnabled")
