-- DBI003: every tenancy that users and teams refer to exists
-- Severity: error.
-- Proves that no row about users and teams belongs to a tenancy that does not exist. No foreign key requires this, but
-- the whole platform relies on it.
-- A finding means that a tenancy was lost: none of these users can sign in. Reported once per tenancy, with the tables
-- that have rows of it. If its project does not exist either, it is information: deleting a project removes its tenancy
-- and leaves its users, teams and purchases. Where the rows do not name the project, it is information if every project
-- has a tenancy, so that none can have lost it.
-- Decide: Whoever keeps the backups: bring the tenancy back under its id. Only if the project is to be gone, have the
-- platform delete what is left.
-- Look into it:
--   SELECT count(*), "mirroredProjectId" FROM "ProjectUser" WHERE "tenancyId" = 'TENANCY' GROUP BY "mirroredProjectId";
SELECT r.project, 'tenancy:' || r.id AS subject, 'does not exist, but there are rows of it in ' || r.places AS detail,
    CASE
        WHEN p.id IS NULL AND (r.project IS NOT NULL OR NOT EXISTS (
            SELECT FROM "Project" o WHERE NOT EXISTS (SELECT FROM "Tenancy" t WHERE t."projectId" = o.id)))
        THEN 'its project was deleted'
    END AS cause
FROM (
    SELECT r.id, min(r.project) AS project, string_agg(r.place, ', ' ORDER BY r.place) AS places
    FROM (
        SELECT "tenancyId" AS id, min("mirroredProjectId") AS project, 'ProjectUser' AS place FROM "ProjectUser" GROUP BY "tenancyId"
        UNION ALL SELECT "tenancyId", min("mirroredProjectId"), 'Team' FROM "Team" GROUP BY "tenancyId"
        UNION ALL SELECT DISTINCT "tenancyId", NULL, 'ContactChannel' FROM "ContactChannel"
        UNION ALL SELECT DISTINCT "tenancyId", NULL, 'AuthMethod' FROM "AuthMethod"
        UNION ALL SELECT DISTINCT "tenancyId", NULL, 'ProjectUserOAuthAccount' FROM "ProjectUserOAuthAccount"
        UNION ALL SELECT DISTINCT "tenancyId", NULL, 'ProjectUserRefreshToken' FROM "ProjectUserRefreshToken"
        UNION ALL SELECT DISTINCT "tenancyId", NULL, 'TeamMember' FROM "TeamMember"
        UNION ALL SELECT DISTINCT "tenancyId", NULL, 'ProjectUserDirectPermission' FROM "ProjectUserDirectPermission"
        UNION ALL SELECT DISTINCT "tenancyId", NULL, 'TeamMemberDirectPermission' FROM "TeamMemberDirectPermission"
        UNION ALL SELECT DISTINCT "tenancyId", NULL, 'DataVaultEntry' FROM "DataVaultEntry"
    ) r
    WHERE NOT EXISTS (SELECT FROM "Tenancy" t WHERE t.id = r.id)
    GROUP BY r.id
) r
LEFT JOIN "Project" p ON p.id = r.project
