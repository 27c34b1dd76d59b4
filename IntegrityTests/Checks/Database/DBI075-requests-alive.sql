-- DBI075: requests to copy a tenancy are fulfilled, each only once
-- Severity: warning.
-- Proves that no `OutgoingRequest` was claimed (`startedFulfillingAt`) more than five minutes ago: the platform hands a
-- request over in seconds and then removes it, and never claims it again. And that no two requests with the same
-- `deduplicationKey` are still to be claimed, which a unique index requires. A dead request is information if its tenancy
-- is gone, or waits in another request.
-- A finding means that analytics lacks what changed in a tenancy until the next change in it. Any change of one of its
-- rows, or setting `shouldUpdateSequenceId` of one, has it copied; the dead request can then be removed.
-- Decide: The platform's operator: remove the dead request, or let the tenancy change; then it is copied.
-- Look into it:
--   SELECT "createdAt", "startedFulfillingAt", "deduplicationKey" FROM "OutgoingRequest" WHERE id = 'REQUEST';
WITH request AS (
    SELECT id, "deduplicationKey" AS key, "startedFulfillingAt" AS claimed, "qstashOptions" -> 'body' ->> 'tenancyId' AS tenancy
    FROM "OutgoingRequest"
),
waiting AS (
    SELECT key, count(*) AS number, min(id::text) AS id, min(tenancy) AS tenancy
    FROM request WHERE claimed IS NULL AND key IS NOT NULL GROUP BY key
)
SELECT t."projectId" AS project, 'outgoing-request:' || r.id AS subject,
    'was claimed at ' || to_char(r.claimed, 'YYYY-MM-DD HH24:MI:SS') || ' UTC and never fulfilled: tenancy ' || coalesce(r.tenancy, '(none)')
        || ' is not copied until the next change in it' AS detail,
    CASE WHEN w.key IS NOT NULL THEN 'its tenancy waits in another request'
        WHEN r.tenancy IS NOT NULL AND t.id IS NULL THEN 'its tenancy is gone' END AS cause
FROM request r
LEFT JOIN "Tenancy" t ON t.id::text = r.tenancy
LEFT JOIN waiting w ON w.key = r.key
WHERE r.claimed < now() AT TIME ZONE 'UTC' - interval '5 minutes'
UNION ALL
SELECT t."projectId", 'outgoing-request:' || w.id,
    'waits together with ' || w.number - 1 || ' more of the same deduplicationKey: tenancy ' || coalesce(w.tenancy, '(none)')
        || ' is copied by several workers at once',
    NULL
FROM waiting w
LEFT JOIN "Tenancy" t ON t.id::text = w.tenancy
WHERE w.number > 1
