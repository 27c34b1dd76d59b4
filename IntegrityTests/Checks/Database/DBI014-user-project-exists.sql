-- DBI014: the project that a user names exists
-- Severity: error.
-- Proves what the foreign key of `ProjectUser.projectId` to `Project` requires; the column is null for most users.
-- A finding means that a user refers to a project that is gone.
-- Decide: Nobody where it is planned.
-- Look into it:
--   SELECT "tenancyId", "projectId" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject, 'names project ' || u."projectId" || ', which does not exist' AS detail
FROM "ProjectUser" u
LEFT JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE u."projectId" IS NOT NULL AND NOT EXISTS (SELECT FROM "Project" p WHERE p.id = u."projectId")

-- Repair: change "ProjectUser".
-- This is what the foreign key does when the project is deleted (ON DELETE SET NULL).
SELECT {subject} AS subject, r.ctid AS place, r AS it, NULL::text AS "projectId"
FROM "ProjectUser" r
WHERE r."projectId" IS NOT NULL AND NOT EXISTS (SELECT FROM "Project" p WHERE p.id = r."projectId")
