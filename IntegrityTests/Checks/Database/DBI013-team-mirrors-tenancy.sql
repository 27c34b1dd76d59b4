-- DBI013: teams mirror project and branch of their tenancy
-- Severity: error.
-- Proves that `mirroredProjectId` and `mirroredBranchId` of each team are those of its tenancy. No constraint keeps
-- them equal.
-- A finding means that the team is not found in its project, or belongs to another project for the API.
-- Decide: Nobody where it is planned. Where the tenancy does not exist, see DBI003.
-- Look into it:
--   SELECT "tenancyId", "mirroredProjectId", "mirroredBranchId" FROM "Team" WHERE "teamId" = 'TEAM';
SELECT t."projectId" AS project, 'team:' || m."teamId" AS subject,
    'mirrors project ' || m."mirroredProjectId" || ' on branch ' || m."mirroredBranchId"
        || ' instead of ' || t."projectId" || ' on branch ' || t."branchId" AS detail
FROM "Team" m
JOIN "Tenancy" t ON t.id = m."tenancyId"
WHERE (m."mirroredProjectId", m."mirroredBranchId") IS DISTINCT FROM (t."projectId", t."branchId")

-- Repair: change "Team".
-- The tenancy is part of the key, by which all that belongs to the team refers to it; the two columns only repeat what the tenancy says.
SELECT {subject} AS subject, r.ctid AS place, r AS it,
    t."projectId" AS "mirroredProjectId", t."branchId" AS "mirroredBranchId"
FROM "Team" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE (r."mirroredProjectId", r."mirroredBranchId") IS DISTINCT FROM (t."projectId", t."branchId")
