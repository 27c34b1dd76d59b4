-- DBI012: users mirror project and branch of their tenancy
-- Severity: error.
-- Proves that `mirroredProjectId` and `mirroredBranchId` of each user are those of its tenancy. The backend finds a
-- user by them, and no constraint keeps them equal.
-- A finding means that the user is listed in its project but cannot be read (404), or belongs to another project for
-- the API.
-- Look into it:
--   SELECT "tenancyId", "mirroredProjectId", "mirroredBranchId" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject,
    'mirrors project ' || u."mirroredProjectId" || ' on branch ' || u."mirroredBranchId"
        || ' instead of ' || t."projectId" || ' on branch ' || t."branchId" AS detail
FROM "ProjectUser" u
JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE (u."mirroredProjectId", u."mirroredBranchId") IS DISTINCT FROM (t."projectId", t."branchId")
