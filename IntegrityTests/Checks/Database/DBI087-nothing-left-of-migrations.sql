-- DBI087: no helper of a migration is left behind
-- Severity: warning.
-- Proves that no column or index of the platform's tables and no function of its migrations is left whose name begins with
-- `temp_`: migrations that work in steps make such helpers (`EnvironmentConfigOverride.temp_trusted_domains_checked`), and
-- remove them at the end.
-- A finding means that a migration was interrupted before its end: what it corrects may be corrected in some rows only.
-- Find the migration by the name of its helper, repeat it by hand to its end, and remove the helper.
-- Decide: The platform's operator: see whether the migration ended, then remove its helper.
-- Look into it:
--   SELECT attrelid::regclass, attname FROM pg_attribute WHERE attname LIKE 'temp\_%' AND NOT attisdropped;
WITH rail AS (
    SELECT DISTINCT r."table", to_regclass(quote_ident(r."table")) AS oid
    FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS r("table" text)
)
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, h.subject,
    'is left behind by a migration that did not come to its end' AS detail
FROM (
    SELECT 'column:' || r."table" || '.' || a.attname AS subject
    FROM pg_attribute a JOIN rail r ON r.oid = a.attrelid
    WHERE a.attname LIKE 'temp\_%' AND NOT a.attisdropped
    UNION ALL
    SELECT 'index:' || c.relname
    FROM pg_index i JOIN rail r ON r.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname ~ '^temp_|_backfill_temp$'
    UNION ALL
    SELECT DISTINCT 'function:' || p.proname
    FROM pg_proc p
    WHERE p.pronamespace::regnamespace::text = ANY(current_schemas(false))
        AND p.proname IN ('temp_is_env_only_key', 'temp_should_exclude_dotted_key', 'temp_filter_config', 'temp_filter_branch_config',
            'temp_filter_env_only_config', 'temp_flatten_config')
) h
