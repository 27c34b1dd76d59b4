-- DBI060: nothing was changed before it was created
-- Severity: warning.
-- Proves that `updatedAt` is not before `createdAt`. Five minutes of difference are allowed, because one is set by the
-- database's clock and the other by the backend's.
-- A finding means that one of the two times was overwritten, for example by an import.
-- Look into it:
--   SELECT "createdAt", "updatedAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT coalesce(r.project, t."projectId") AS project, r.subject, 'was changed at ' || r."updatedAt" || ', before it was made at ' || r."createdAt" AS detail
FROM (
    SELECT NULL AS project, "tenancyId", 'user:' || "projectUserId" AS subject, "createdAt", "updatedAt" FROM "ProjectUser"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'contact-channel:' || id, "createdAt", "updatedAt" FROM "ContactChannel"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'auth-method:' || id, "createdAt", "updatedAt" FROM "AuthMethod"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'oauth-account:' || id, "createdAt", "updatedAt" FROM "ProjectUserOAuthAccount"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'team:' || "teamId", "createdAt", "updatedAt" FROM "Team"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT NULL, "tenancyId", 'user:' || "projectUserId" || ' in team:' || "teamId", "createdAt", "updatedAt" FROM "TeamMember"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT id, NULL, 'project:' || id, "createdAt", "updatedAt" FROM "Project"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
    UNION ALL SELECT "projectId", NULL, 'tenancy:' || id, "createdAt", "updatedAt" FROM "Tenancy"
    WHERE "updatedAt" < "createdAt" - interval '5 minutes'
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
