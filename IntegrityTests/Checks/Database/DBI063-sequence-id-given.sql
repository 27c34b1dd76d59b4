-- DBI063: rows that wait for no new sequence id have one
-- Severity: warning.
-- Proves that a user or contact channel without `sequenceId` is marked to get one (`shouldUpdateSequenceId`). In a
-- deployment that has not used sequence ids yet, all rows are marked.
-- A finding means that a row never reaches the copy of the data for analytics.
-- Look into it:
--   SELECT "sequenceId", "shouldUpdateSequenceId" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, r.subject, 'has no sequence id and waits for none' AS detail
FROM (
    SELECT "tenancyId", 'user:' || "projectUserId" AS subject FROM "ProjectUser" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
    UNION ALL SELECT "tenancyId", 'contact-channel:' || id FROM "ContactChannel" WHERE "sequenceId" IS NULL AND NOT "shouldUpdateSequenceId"
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
