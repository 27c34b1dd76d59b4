-- DBI079: the platform's primary and unique keys are there, valid and in use
-- Severity: error.
-- Proves that each primary key, unique constraint and unique index of the platform's schema has an index (under whichever
-- name) over the same columns which is unique, valid and kept up to date. An interrupted CREATE INDEX CONCURRENTLY leaves
-- one that is not, and that a later migration takes for present. Where logical replication fills the tables, and where the
-- database is newer than this suite, it is information.
-- A finding means that nothing keeps the same thing from being stored twice: which of the two a request reaches is left to
-- chance, and the platform's own "create or update" fails without the index. Remove what is there twice, then build it
-- again: REINDEX INDEX CONCURRENTLY ..., or the statement of the migration.
-- Decide: The platform's operator: repair the rows first, then make the index again as the platform's migration does.
-- Look into it:
--   SELECT indexrelid::regclass, indisvalid, indisready, pg_get_indexdef(indexrelid) FROM pg_index WHERE indisunique;
WITH rail AS (
    SELECT r.name, r."table", r.forms, t.oid
    FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS r(kind text, "table" text, name text, forms jsonb)
    JOIN pg_class t ON t.oid = to_regclass(quote_ident(r."table")) AND t.relkind IN ('r', 'p')
    WHERE r.kind = 'u'
),
present AS (
    SELECT i.indrelid, c.relname, i.indisunique, i.indisvalid, i.indisready AND i.indislive AS isready,
        regexp_replace(substring(pg_get_indexdef(i.indexrelid) FROM ' USING (.*)$'), ' COLLATE "?\w+"?', '', 'g') AS form
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
),
judged AS (
    SELECT DISTINCT ON (r.name, r."table") r.name, r."table", r.forms ->> 0 AS expected, CASE
        WHEN p.relname IS NULL THEN 'is missing'
        WHEN NOT r.forms ? p.form THEN 'is another one (' || p.form || ')'
        WHEN NOT p.indisunique THEN 'is not unique'
        WHEN NOT p.isready THEN 'is not kept up to date'
        WHEN NOT p.indisvalid THEN 'is invalid, as an interrupted build leaves it'
        END AS problem
    FROM rail r
    LEFT JOIN present p ON p.indrelid = r.oid AND (r.forms ? p.form OR p.relname = r.name)
    ORDER BY r.name, r."table",
        r.forms ? p.form AND p.indisunique AND p.indisvalid AND p.isready DESC NULLS LAST, p.relname = r.name DESC NULLS LAST
)
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, 'index:' || name AS subject,
    'of ' || "table" || ' ' || problem || ': two rows may have the same ' || substring(expected FROM '\((.*?)\)')
        || '. Expected: UNIQUE ' || expected AS detail,
    @rails::jsonb ->> 'cause' AS cause
FROM judged
WHERE problem IS NOT NULL
