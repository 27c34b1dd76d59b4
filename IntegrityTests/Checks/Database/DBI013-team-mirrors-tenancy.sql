-- DBI013: teams mirror project and branch of their tenancy
-- Severity: error.
-- Proves that `mirroredProjectId` and `mirroredBranchId` of each team are those of its tenancy. No constraint keeps
-- them equal.
-- A finding means that the team is not found in its project, or belongs to another project for the API.
-- Look into it:
--   SELECT "tenancyId", "mirroredProjectId", "mirroredBranchId" FROM "Team" WHERE "teamId" = 'TEAM';
SELECT t."projectId" AS project, 'team:' || m."teamId" AS subject,
    'mirrors project ' || m."mirroredProjectId" || ' on branch ' || m."mirroredBranchId"
        || ' instead of ' || t."projectId" || ' on branch ' || t."branchId" AS detail
FROM "Team" m
JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE (m."mirroredProjectId", m."mirroredBranchId") IS DISTINCT FROM (t."projectId", t."branchId")
