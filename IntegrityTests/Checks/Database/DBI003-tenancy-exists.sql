-- DBI003: every tenancy that users and teams refer to exists
-- Severity: error.
-- Proves that no user, contact channel, auth method, OAuth account, team, membership or grant belongs to a tenancy that
-- does not exist. No foreign key requires this, but the whole platform relies on it.
-- A finding means that a tenancy was lost, or deleted with its project, while its data stayed: none of these users can
-- sign in. Reported once per tenancy.
-- Look into it:
--   SELECT count(*), "mirroredProjectId" FROM "ProjectUser" WHERE "tenancyId" = 'TENANCY' GROUP BY "mirroredProjectId";
SELECT min(r.project) AS project, 'tenancy:' || r.id AS subject,
    'does not exist, but there are rows of it in ' || string_agg(r.place, ', ' ORDER BY r.place) AS detail
FROM (
    SELECT "tenancyId" AS id, min("mirroredProjectId") AS project, 'ProjectUser' AS place FROM "ProjectUser" GROUP BY "tenancyId"
    UNION ALL SELECT "tenancyId", min("mirroredProjectId"), 'Team' FROM "Team" GROUP BY "tenancyId"
    UNION ALL SELECT DISTINCT "tenancyId", NULL, 'ContactChannel' FROM "ContactChannel"
    UNION ALL SELECT DISTINCT "tenancyId", NULL, 'AuthMethod' FROM "AuthMethod"
    UNION ALL SELECT DISTINCT "tenancyId", NULL, 'ProjectUserOAuthAccount' FROM "ProjectUserOAuthAccount"
    UNION ALL SELECT DISTINCT "tenancyId", NULL, 'TeamMember' FROM "TeamMember"
    UNION ALL SELECT DISTINCT "tenancyId", NULL, 'ProjectUserDirectPermission' FROM "ProjectUserDirectPermission"
    UNION ALL SELECT DISTINCT "tenancyId", NULL, 'TeamMemberDirectPermission' FROM "TeamMemberDirectPermission"
) r
WHERE NOT EXISTS (SELECT FROM "Tenancy" t WHERE t.id = r.id)
GROUP BY r.id
