-- DBI039: refresh tokens and API keys are unique
-- Severity: error.
-- Proves what the unique indexes on `ProjectUserRefreshToken.refreshToken` and `ProjectApiKey.secretApiKey` require.
-- A finding means that one secret belongs to two sessions or two owners; which of them it opens is left to chance.
-- Decide: The platform's operator: make both secrets anew, since nobody can tell who has them. A session is simply
-- signed out.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", "createdAt" FROM "ProjectUserRefreshToken" WHERE id = 'TOKEN';
SELECT min(t."projectId") AS project, 'refresh-token:' || min(r.id::text) AS subject,
    'has the same secret as ' || count(*) - 1 || ' more' AS detail
FROM "ProjectUserRefreshToken" r
JOIN (SELECT "refreshToken" FROM "ProjectUserRefreshToken" GROUP BY "refreshToken" HAVING count(*) > 1) d USING ("refreshToken")
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
GROUP BY r."refreshToken"
UNION ALL
SELECT min(t."projectId"), 'api-key:' || min(k.id::text), 'has the same secret as ' || count(*) - 1 || ' more'
FROM "ProjectApiKey" k
LEFT JOIN "Tenancy" t ON t.id = k."tenancyId"
GROUP BY k."secretApiKey"
HAVING count(*) > 1
