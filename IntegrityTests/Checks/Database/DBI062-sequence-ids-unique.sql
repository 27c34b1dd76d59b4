-- DBI062: sequence ids are unique and positive
-- Severity: error.
-- Proves what the unique indexes on `sequenceId` of `ProjectUser`, `ContactChannel` and `DeletedRow` require, and that
-- the ids count from 1.
-- A finding means that the copy of the data for analytics lacks a row or has an old version of it.
-- Look into it:
--   SELECT "projectUserId", "sequenceId", "shouldUpdateSequenceId" FROM "ProjectUser" WHERE "sequenceId" = 0;
SELECT min(t."projectId") AS project, r.kind || ':' || min(r.id::text) AS subject,
    CASE WHEN r."sequenceId" < 1 THEN 'has sequence id ' || r."sequenceId"
        ELSE 'has the same sequence id as ' || count(*) - 1 || ' more: ' || r."sequenceId" END AS detail
FROM (
    SELECT 'user' AS kind, "tenancyId", "projectUserId" AS id, "sequenceId" FROM "ProjectUser"
    UNION ALL SELECT 'contact-channel', "tenancyId", id, "sequenceId" FROM "ContactChannel"
    UNION ALL SELECT 'deleted-row', "tenancyId", id, "sequenceId" FROM "DeletedRow"
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."sequenceId" IS NOT NULL
GROUP BY r.kind, r."sequenceId"
HAVING count(*) > 1 OR r."sequenceId" < 1
