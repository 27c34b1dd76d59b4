-- DBI087: no helper of a migration is left behind
-- Severity: warning.
-- Proves that no column, index, table or function is left whose name begins with `temp_`: the platform's migrations make
-- such helpers to work in steps (`EnvironmentConfigOverride.temp_trusted_domains_checked`), and remove them at the end.
-- A finding means that a migration was interrupted before its end: what it corrects may be corrected in some rows only.
-- Find the migration by the name of its helper, repeat it by hand to its end, and remove the helper.
-- Look into it:
--   SELECT attrelid::regclass, attname FROM pg_attribute WHERE attname LIKE 'temp\_%' AND NOT attisdropped;
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, h.subject,
    'is left behind by a migration that did not come to its end' AS detail
FROM (
    SELECT 'column:' || c.relname || '.' || a.attname AS subject
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attname LIKE 'temp\_%' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND @rails::jsonb IS NOT NULL
        AND c.relnamespace::regnamespace::text = ANY(current_schemas(false))
    UNION ALL
    SELECT CASE c.relkind WHEN 'i' THEN 'index:' ELSE 'table:' END || c.relname
    FROM pg_class c
    WHERE c.relname LIKE 'temp\_%' AND c.relkind IN ('r', 'p', 'i') AND c.relnamespace::regnamespace::text = ANY(current_schemas(false))
    UNION ALL
    SELECT DISTINCT 'function:' || p.proname
    FROM pg_proc p WHERE p.proname LIKE 'temp\_%' AND p.pronamespace::regnamespace::text = ANY(current_schemas(false))
) h
