-- DBI012: users mirror project and branch of their tenancy
-- Severity: error.
-- Proves that `mirroredProjectId` and `mirroredBranchId` of each user are those of its tenancy. The backend finds a
-- user by them, and no constraint keeps them equal.
-- A finding means that the user is listed in its project but cannot be read (404), or belongs to another project for
-- the API.
-- Decide: Nobody where it is planned. Where the tenancy does not exist, see DBI003.
-- Look into it:
--   SELECT "tenancyId", "mirroredProjectId", "mirroredBranchId" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject,
    'mirrors project ' || u."mirroredProjectId" || ' on branch ' || u."mirroredBranchId"
        || ' instead of ' || t."projectId" || ' on branch ' || t."branchId" AS detail
FROM "ProjectUser" u
JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE (u."mirroredProjectId", u."mirroredBranchId") IS DISTINCT FROM (t."projectId", t."branchId")

-- Repair: change "ProjectUser".
-- The tenancy is part of the key, by which all that belongs to the user refers to it; the two columns only repeat what the tenancy says.
SELECT {subject} AS subject, r.ctid AS place, r AS it,
    t."projectId" AS "mirroredProjectId", t."branchId" AS "mirroredBranchId"
FROM "ProjectUser" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE (r."mirroredProjectId", r."mirroredBranchId") IS DISTINCT FROM (t."projectId", t."branchId")
