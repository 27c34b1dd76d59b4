-- DBI150: nobody else's triggers act on rows
-- Severity: warning.
-- Proves that the platform's tables have no trigger but the platform's: those of foreign keys and, in older databases, the one
-- that sets `ProjectUser.signedUpAt`. Helpers of migrations are part of DBI087, rules of DBI089.
-- A finding means that something else acts on each row that the backend writes: an audit, a copy to another system, or what changes
-- or swallows the row. Make sure that it is meant to be there, also in this copy.
-- Look into it:
--   SELECT tgrelid::regclass, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal;
WITH rail AS (
    SELECT DISTINCT r."table", to_regclass(quote_ident(r."table")) AS oid
    FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS r("table" text)
)
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, 'trigger:' || t.tgname AS subject,
    'of ' || r."table" || ' is not the platform''s: it acts on each row that is written' AS detail
FROM pg_trigger t
JOIN rail r ON r.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgname <> 'ProjectUser_set_signedUpAt_from_createdAt' AND t.tgname NOT LIKE 'temp\_%'
