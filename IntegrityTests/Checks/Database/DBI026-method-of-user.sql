-- DBI026: auth methods belong to users that exist
-- Severity: error.
-- Proves what the foreign key of `AuthMethod` to `ProjectUser` requires.
-- A finding means that a user who is gone left a way to sign in behind: using it gives an error.
-- Decide: Where nothing is planned, the user is in another project or the tenancy is lost: see DBI146 and DBI003.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "createdAt" FROM "AuthMethod" WHERE "id" = 'ID';
WITH lost AS MATERIALIZED (
    SELECT r.id, r."tenancyId", r."projectUserId"
    FROM "AuthMethod" r
    WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the users, and none where nobody is lost.
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE EXISTS (SELECT FROM lost) AND ("projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'auth-method:' || l.id AS subject,
    'belongs to user:' || l."projectUserId" || coalesce(', who is a user of project ' || x.project, ', who does not exist') AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."projectUserId"
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"

-- Repair: remove from "AuthMethod".
-- The foreign key removes it together with its user (ON DELETE CASCADE), and the platform makes none without one. Not where its tenancy
-- is lost too, or where another project has a user with this id: then something else has to come back first.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM "AuthMethod" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."projectUserId" IS NOT NULL AND NOT EXISTS (SELECT FROM "ProjectUser" o WHERE o."projectUserId" = r."projectUserId")
