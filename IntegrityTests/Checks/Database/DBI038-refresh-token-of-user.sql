-- DBI038: refresh tokens belong to users that exist
-- Severity: error.
-- Proves that each `ProjectUserRefreshToken` belongs to a user of its tenancy. No foreign key requires this, and the
-- reference version leaves the tokens of a user that it deletes; they open nothing. Such a token is information. The
-- platform records a deletion in `DeletedRow`, so a user who vanished without such a row was lost. A token that is older
-- than the first of these rows is information, because its user may have been deleted before deletions were recorded.
-- A finding means that a user was lost while its session stayed, or that the token belongs to another user.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "createdAt", "expiresAt" FROM "ProjectUserRefreshToken" WHERE id = 'TOKEN';
WITH deleted AS (
    SELECT "tenancyId", "primaryKey" ->> 'projectUserId' AS id, min("deletedAt") AS "deletedAt"
    FROM "DeletedRow" WHERE "tableName" = 'ProjectUser' GROUP BY 1, 2
),
away AS (
    -- Their users are in a database of their own.
    SELECT t.id
    FROM "Tenancy" t
    JOIN (
        SELECT id AS project, "projectConfigOverride" AS config FROM "Project"
        UNION ALL SELECT "projectId", config FROM "BranchConfigOverride"
        UNION ALL SELECT "projectId", config FROM "EnvironmentConfigOverride"
    ) o ON o.project = t."projectId"
    WHERE coalesce(o.config ->> 'sourceOfTruth.type', o.config -> 'sourceOfTruth' ->> 'type') IN ('postgres', 'neon')
)
SELECT t."projectId" AS project, 'refresh-token:' || r.id AS subject, 'belongs to user:' || r."projectUserId" || ', who does not exist' AS detail,
    CASE
        WHEN d.id IS NOT NULL THEN 'its user was deleted'
        WHEN r."createdAt" < coalesce((SELECT min("deletedAt") FROM deleted), 'infinity') THEN 'its user may have been deleted before deletions were recorded'
    END AS cause
FROM "ProjectUserRefreshToken" r
-- Of other tenancies all rows are left: DBI003.
JOIN "Tenancy" t ON t.id = r."tenancyId"
LEFT JOIN deleted d ON d."tenancyId" = r."tenancyId" AND d.id = r."projectUserId"::text
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
    AND NOT EXISTS (SELECT FROM away a WHERE a.id = r."tenancyId")
