-- DBI038: refresh tokens belong to users that exist
-- Severity: error.
-- Proves that each `ProjectUserRefreshToken` belongs to a user of its tenancy. No foreign key requires this, and the
-- reference version leaves the tokens of a user that it deletes; they open nothing. Such a token is information. The
-- platform records a deletion in `DeletedRow`, so a user who vanished without such a row was lost. A token that is older
-- than the first of these rows is information, because its user may have been deleted before deletions were recorded.
-- A finding means that a user was lost while its session stayed, or that the token belongs to another user.
-- Decide: Where nothing is planned, the user is in another project: see DBI146.
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
),
lost AS MATERIALIZED (
    SELECT t."projectId", r.id, r."tenancyId", r."projectUserId", r."createdAt"
    FROM "ProjectUserRefreshToken" r
    -- Of other tenancies all rows are left: DBI003.
    JOIN "Tenancy" t ON t.id = r."tenancyId"
    WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")
        AND NOT EXISTS (SELECT FROM away a WHERE a.id = r."tenancyId")
),
elsewhere AS MATERIALIZED (
    -- One pass over the users, and none where nobody is lost.
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE EXISTS (SELECT FROM lost) AND ("projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT l."projectId" AS project, 'refresh-token:' || l.id AS subject,
    'belongs to user:' || l."projectUserId" || coalesce(', who is a user of project ' || x.project, ', who does not exist') AS detail,
    CASE
        WHEN x.id IS NOT NULL THEN NULL
        WHEN d.id IS NOT NULL THEN 'its user was deleted'
        WHEN l."createdAt" < coalesce((SELECT min("deletedAt") FROM deleted), 'infinity') THEN 'its user may have been deleted before deletions were recorded'
    END AS cause
FROM lost l
LEFT JOIN elsewhere x ON x.id = l."projectUserId"
LEFT JOIN deleted d ON d."tenancyId" = l."tenancyId" AND d.id = l."projectUserId"::text

-- Repair: remove from "ProjectUserRefreshToken".
-- A session of nobody signs in nobody: the platform looks up the user and refuses. Where the user may have been deleted by the platform,
-- which leaves its sessions, nothing is wrong and nothing is planned.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM "ProjectUserRefreshToken" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."projectUserId" IS NOT NULL AND NOT EXISTS (SELECT FROM "ProjectUser" o WHERE o."projectUserId" = r."projectUserId")
