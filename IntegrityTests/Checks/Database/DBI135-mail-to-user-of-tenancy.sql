-- DBI135: e-mails in the outbox are for users of their tenancy
-- Severity: error.
-- Proves that the user whom `to` of each mail names is one of its tenancy. The platform leaves the mails of a user that it
-- deletes: they are information. When a user counts as deleted is explained at DBI038.
-- A finding means that a mail with the data of this project goes to a user of another one, or that the user was lost.
-- Decide: The platform's operator: cancel the mail, before somebody gets it who should not.
-- Look into it:
--   SELECT "tenancyId", "to" ->> 'type', "to" ->> 'userId', status FROM "EmailOutbox" WHERE id = 'MAIL';
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
    SELECT t."projectId", e.id, e."tenancyId", e."createdAt", e."to" ->> 'userId' AS "userId"
    FROM "EmailOutbox" e
    JOIN "Tenancy" t ON t.id = e."tenancyId"
    WHERE e."to" ->> 'userId' IS NOT NULL
        AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = e."tenancyId" AND u."projectUserId"::text = lower(e."to" ->> 'userId'))
        AND NOT EXISTS (SELECT FROM away a WHERE a.id = e."tenancyId")
),
elsewhere AS MATERIALIZED (
    -- IS TRUE: one pass over the users, however many are lost.
    SELECT "projectUserId"::text AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE ("projectUserId"::text IN (SELECT lower("userId") FROM lost)) IS TRUE GROUP BY 1
)
SELECT l."projectId" AS project, 'mail:' || l.id AS subject,
    'is for user:' || l."userId" || coalesce(', who is a user of project ' || x.project, ', who does not exist') AS detail,
    CASE
        WHEN x.id IS NOT NULL THEN NULL
        WHEN d.id IS NOT NULL THEN 'its user was deleted'
        WHEN l."createdAt" < coalesce((SELECT min("deletedAt") FROM deleted), 'infinity') THEN 'its user may have been deleted before deletions were recorded'
    END AS cause
FROM lost l
LEFT JOIN elsewhere x ON x.id = lower(l."userId")
LEFT JOIN deleted d ON d."tenancyId" = l."tenancyId" AND d.id = lower(l."userId")
