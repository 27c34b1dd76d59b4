-- DBI131: users and sessions were active after they were created
-- Severity: error.
-- Proves that `signedUpAt` and `lastActiveAt` of each user, and `lastActiveAt` of each session, are not before `createdAt`. Five
-- minutes of difference are allowed. An anonymous user signs up after its last activity, so these two are not compared.
-- A finding means that one of the times was overwritten: the user is in the wrong place of every list, which is sorted by
-- `signedUpAt`.
-- Decide: Nobody has to: the next use sets the time right. Whoever ran an import can say which of the two times is
-- wrong.
-- Look into it:
--   SELECT "createdAt", "signedUpAt", "lastActiveAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
)
SELECT t."projectId" AS project, r.subject, r.detail
FROM (
    SELECT "tenancyId", 'user:' || "projectUserId" AS subject,
        concat_ws(' and ', CASE WHEN "signedUpAt" < "createdAt" - interval '5 minutes' THEN 'signed up at ' || "signedUpAt" END,
            CASE WHEN "lastActiveAt" < "createdAt" - interval '5 minutes' THEN 'was active last at ' || "lastActiveAt" END)
            || ', before it was created at ' || "createdAt" AS detail
    FROM "ProjectUser"
    WHERE least("signedUpAt", "lastActiveAt") < "createdAt" - interval '5 minutes' AND "createdAt" <= (SELECT now FROM moment)
    UNION ALL
    SELECT "tenancyId", 'refresh-token:' || id, 'was active last at ' || "lastActiveAt" || ', before it was created at ' || "createdAt"
    FROM "ProjectUserRefreshToken"
    WHERE "lastActiveAt" < "createdAt" - interval '5 minutes' AND "createdAt" <= (SELECT now FROM moment)
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
