-- DBI017: metadata of teams is a JSON object
-- Severity: info.
-- Proves that each of the three metadata columns of a team is a JSON object or null, as the API documents. The calls
-- that write them accept any JSON value, and the API returns whatever is stored, so this is information.
-- A finding means that a program which reads a member of the metadata fails for this team.
-- Decide: The project's owner: write an object through the API, or let programs take what is there.
-- Look into it:
--   SELECT jsonb_typeof("clientMetadata"), jsonb_typeof("clientReadOnlyMetadata"), jsonb_typeof("serverMetadata") FROM "Team" WHERE "teamId" = 'TEAM';
SELECT t."projectId" AS project, 'team:' || r."teamId" AS subject,
    'has metadata that is not a JSON object: ' || concat_ws(', ',
        CASE WHEN jsonb_typeof(r."clientMetadata") NOT IN ('object', 'null') THEN 'clientMetadata is a ' || jsonb_typeof(r."clientMetadata") END,
        CASE WHEN jsonb_typeof(r."clientReadOnlyMetadata") NOT IN ('object', 'null')
            THEN 'clientReadOnlyMetadata is a ' || jsonb_typeof(r."clientReadOnlyMetadata") END,
        CASE WHEN jsonb_typeof(r."serverMetadata") NOT IN ('object', 'null') THEN 'serverMetadata is a ' || jsonb_typeof(r."serverMetadata") END
    ) AS detail
FROM "Team" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE jsonb_typeof(r."clientMetadata") NOT IN ('object', 'null')
    OR jsonb_typeof(r."clientReadOnlyMetadata") NOT IN ('object', 'null')
    OR jsonb_typeof(r."serverMetadata") NOT IN ('object', 'null')
