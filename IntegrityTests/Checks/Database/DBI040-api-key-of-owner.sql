-- DBI040: API keys belong to one user or one team that exists
-- Severity: error.
-- Proves what the foreign keys of `ProjectApiKey` to `ProjectUser` and `Team` require, and that exactly one of the two
-- is set.
-- A finding means that a key acts for a user or team that is gone, or for nobody.
-- Decide: Where nothing is planned, the project's owner: whose key is it? Revoke it, and make another.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "teamId", "createdAt", "manuallyRevokedAt" FROM "ProjectApiKey" WHERE id = 'KEY';
WITH lost AS MATERIALIZED (
    SELECT k.id, k."tenancyId", k."projectUserId", NULL::uuid AS "teamId"
    FROM "ProjectApiKey" k
    WHERE k."projectUserId" IS NOT NULL
        AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = k."tenancyId" AND u."projectUserId" = k."projectUserId")
    UNION ALL
    SELECT k.id, k."tenancyId", NULL, k."teamId"
    FROM "ProjectApiKey" k
    WHERE k."teamId" IS NOT NULL AND NOT EXISTS (SELECT FROM "Team" m WHERE m."tenancyId" = k."tenancyId" AND m."teamId" = k."teamId")
),
elsewhere AS MATERIALIZED (
    -- One pass over users and teams, and none where nobody is lost.
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE EXISTS (SELECT FROM lost) AND ("projectUserId" IN (SELECT "projectUserId" FROM lost)) IS TRUE GROUP BY 1
    UNION ALL
    SELECT "teamId", min("mirroredProjectId")
    FROM "Team" WHERE EXISTS (SELECT FROM lost) AND ("teamId" IN (SELECT "teamId" FROM lost)) IS TRUE GROUP BY 1
)
SELECT t."projectId" AS project, 'api-key:' || l.id AS subject,
    'belongs to ' || coalesce('user:' || l."projectUserId", 'team:' || l."teamId")
        || coalesce(', which is of project ' || x.project, CASE WHEN l."teamId" IS NULL THEN ', who does not exist' ELSE ', which does not exist' END) AS detail
FROM lost l
LEFT JOIN elsewhere x ON x.id = coalesce(l."projectUserId", l."teamId")
LEFT JOIN "Tenancy" t ON t.id = l."tenancyId"
UNION ALL
SELECT t."projectId", 'api-key:' || k.id, CASE WHEN k."teamId" IS NULL THEN 'belongs to nobody' ELSE 'belongs to a user and a team' END
FROM "ProjectApiKey" k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
WHERE (k."projectUserId" IS NULL) = (k."teamId" IS NULL)

-- Repair: remove from "ProjectApiKey".
-- The foreign key removes a key together with its user or team (ON DELETE CASCADE). A key that is of nobody, or of a user and a team, is
-- left alone: the rows do not say whose it was.
SELECT {subject} AS subject, r.ctid AS place, r AS it
FROM "ProjectApiKey" r
JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE (r."projectUserId" IS NULL) <> (r."teamId" IS NULL)
    AND NOT EXISTS (SELECT FROM "ProjectUser" o WHERE o."projectUserId" = r."projectUserId")
    AND NOT EXISTS (SELECT FROM "Team" o WHERE o."teamId" = r."teamId")
