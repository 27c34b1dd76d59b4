-- DBI132: no setting was changed before it was created
-- Severity: warning.
-- Proves for the tables that only the platform's database has what DBI060 proves for the others: `updatedAt` is not before
-- `createdAt`, and a set of API keys was not revoked before. Five minutes of difference are allowed.
-- A finding means that one of the two times was overwritten, for example by an import.
-- Decide: Nobody has to: the next change sets the time right. Whoever ran an import can say which of the two times is
-- wrong.
-- Look into it:
--   SELECT "createdAt", "updatedAt", "manuallyRevokedAt", "expiresAt" FROM "ApiKeySet" WHERE id = 'KEYS';
WITH moment AS MATERIALIZED (
    -- What was created later than this is not compared: DBI122 reports it.
    SELECT coalesce(to_timestamp(@now::bigint / 1000.0), now()) AT TIME ZONE 'UTC' AS now
)
SELECT r."projectId" AS project, r.subject, 'was changed at ' || r."changedAt" || ', before it was made at ' || r."createdAt" AS detail
FROM (
    SELECT "projectId", 'api-key-set:' || id AS subject, "createdAt", least("updatedAt", "manuallyRevokedAt") AS "changedAt" FROM "ApiKeySet"
    UNION ALL SELECT "projectId", 'config:branch/' || "branchId", "createdAt", "updatedAt" FROM "BranchConfigOverride"
    UNION ALL SELECT "projectId", 'config:environment/' || "branchId", "createdAt", "updatedAt" FROM "EnvironmentConfigOverride"
    UNION ALL SELECT "projectId", 'project:' || "projectId", "createdAt", "updatedAt" FROM "ProvisionedProject"
) r
WHERE r."changedAt" < r."createdAt" - interval '5 minutes' AND r."createdAt" <= (SELECT now FROM moment)
