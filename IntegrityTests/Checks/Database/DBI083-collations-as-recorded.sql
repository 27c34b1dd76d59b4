-- DBI083: text is sorted as it was when its indexes were built
-- Severity: warning.
-- Proves that the version of each collation by which the platform's tables are sorted is the one that PostgreSQL recorded:
-- that of the database, and those of single columns. A newer operating system or library brings a newer version.
-- A finding means that indexes over text may be in another order than PostgreSQL now expects: rows that exist are not
-- found, and what must be unique gets in twice. Rebuild the indexes over text (REINDEX DATABASE CONCURRENTLY ...), then
-- ALTER DATABASE ... REFRESH COLLATION VERSION.
-- Decide: The platform's operator: REINDEX, then ALTER COLLATION ... REFRESH VERSION, as PostgreSQL's notes on
-- collations say.
-- Look into it:
--   SELECT datname, datcollate, datcollversion, pg_database_collation_actual_version(oid) FROM pg_database;
SELECT NULL::text AS project, 'collation:default' AS subject,
    'of the database (' || d.datcollate || ') was of version ' || d.datcollversion || ' when it was built, but the server has '
        || coalesce(pg_database_collation_actual_version(d.oid), 'none') || ': indexes over text may be out of order' AS detail
FROM pg_database d
WHERE d.datname = current_database() AND d.datcollversion IS NOT NULL
    AND d.datcollversion IS DISTINCT FROM pg_database_collation_actual_version(d.oid)
UNION ALL
SELECT NULL, 'collation:' || c.collname, 'was version ' || c.collversion || ' when it was recorded, but the server has '
        || coalesce(pg_collation_actual_version(c.oid), 'none') || ': indexes over text may be out of order in '
        || (SELECT string_agg(DISTINCT a.attrelid::regclass::text, ', ') FROM pg_attribute a WHERE a.attcollation = c.oid AND a.attnum > 0)
FROM pg_collation c
WHERE c.collversion IS NOT NULL AND c.collversion IS DISTINCT FROM pg_collation_actual_version(c.oid)
    AND EXISTS (
        SELECT FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
        WHERE a.attcollation = c.oid AND a.attnum > 0 AND t.relnamespace::regnamespace::text = ANY(current_schemas(false)))
