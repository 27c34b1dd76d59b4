-- DBI112: a tenancy is of an organization, or says that it is of none
-- Severity: error.
-- Proves that exactly one of `organizationId` and `hasNoOrganization` is set, as the platform requires of its code, and that
-- each branch has at most one tenancy without organization. The unique indexes compare neither where it is null.
-- A finding means that the tenancy is found by no request, or that there is a second one in whose place it is found.
-- Decide: Where nothing is planned, the platform's developers: which tenancy of the branch has the users? The other has
-- to go.
-- Look into it:
--   SELECT * FROM "Tenancy" WHERE "projectId" = 'PROJECT';
SELECT t."projectId" AS project, 'tenancy:' || t.id AS subject,
    CASE WHEN t."organizationId" IS NULL THEN 'has neither an organization nor the flag that it has none'
        ELSE 'has an organization and the flag that it has none' END AS detail
FROM "Tenancy" t
WHERE (t."organizationId" IS NULL) = (t."hasNoOrganization" IS NULL)
UNION ALL
-- DBI002 counts those of the branch main.
SELECT t."projectId", 'tenancy:' || min(t.id::text), 'is one of ' || count(*) || ' without organization for branch ' || t."branchId"
FROM "Tenancy" t
WHERE t."hasNoOrganization" = 'TRUE' AND t."branchId" <> 'main'
GROUP BY t."projectId", t."branchId"
HAVING count(*) > 1

-- Repair: change "Tenancy".
-- The platform makes no tenancies of organizations, and looks for one of a branch by this flag. Only where the branch has no other with
-- it.
SELECT {subject} AS subject, r.ctid AS place, r AS it, 'TRUE'::"BooleanTrue" AS "hasNoOrganization"
FROM "Tenancy" r
WHERE r."organizationId" IS NULL AND r."hasNoOrganization" IS NULL AND NOT EXISTS (
    SELECT FROM "Tenancy" o WHERE o."projectId" = r."projectId" AND o."branchId" = r."branchId" AND o.ctid <> r.ctid)
