-- DBI149: columns have the platform's types and defaults
-- Severity: error.
-- Proves that each column of the platform that is there has the type and the default which the platform's migrations give it.
-- Further defaults are allowed. The default of `ProjectUser.signedUpAt` is part of DBI081. Where the database has not come
-- to 2026-03 yet, nothing is compared. Where logical replication fills the tables, and where the database is newer than this suite, it
-- is information.
-- A finding means that a column was changed by hand, or that a copy was made without it. With another type, values are cut, rounded
-- or cannot be read; without a default, the backend's next row is refused, or is never copied to what depends on it.
-- Look into it:
--   SELECT column_name, udt_name, column_default FROM information_schema.columns WHERE table_name = 'TABLE';
WITH expected AS (
    SELECT c.*, to_regclass(quote_ident(c."table")) AS oid
    FROM jsonb_to_recordset(@rails::jsonb -> 'columns') AS c("table" text, name text, type text, "default" text)
),
present AS (
    SELECT e."table", e.name, e.type, e."default", t.typname AS found_type,
        -- Types may be written with their schema; both functions give the time at which the transaction began.
        regexp_replace(regexp_replace(pg_get_expr(d.adbin, d.adrelid), '::[^.'']+\.', '::'), '^now\(\)$', 'CURRENT_TIMESTAMP') AS found_default
    FROM expected e
    JOIN pg_attribute a ON a.attrelid = e.oid AND a.attname = e.name AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
)
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, 'column:' || p."table" || '.' || p.name AS subject,
    CASE
        WHEN p.found_type <> p.type THEN 'has the type ' || p.found_type || '. Expected: ' || p.type
        WHEN p.found_default IS NULL THEN 'has no default. Expected: ' || p."default"
        ELSE 'has the default ' || p.found_default || '. Expected: ' || p."default"
    END AS detail,
    @rails::jsonb ->> 'cause' AS cause
FROM present p
WHERE p.found_type <> p.type
    OR p.found_default IS DISTINCT FROM regexp_replace(p."default", '^now\(\)$', 'CURRENT_TIMESTAMP') AND p."default" IS NOT NULL
