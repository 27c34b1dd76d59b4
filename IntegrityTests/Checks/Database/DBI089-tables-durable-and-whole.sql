-- DBI089: tables are durable, and show all their rows
-- Severity: error.
-- Proves that each table of the platform is logged, that no policy hides rows of it (row-level security, which the platform
-- never uses), that no rule rewrites what is written to it, that no other table inherits from it, and that the server has
-- counted no page of this database with a wrong checksum.
-- A finding means that a crash or a standby empties the table (UNLOGGED), that the platform and this suite may see different
-- rows, or that writes go elsewhere. What a page with a wrong checksum held may be lost: restore it from a backup.
-- Decide: The platform's operator: ALTER TABLE as the finding says, and run the suite again.
-- Look into it:
--   SELECT relname, relpersistence, relrowsecurity, relhasrules, relhassubclass FROM pg_class WHERE relkind = 'r';
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, found.subject, found.detail
FROM (
    SELECT 'table:' || r."table" AS subject, unnest(ARRAY[
        CASE WHEN c.relpersistence = 'u' THEN 'is UNLOGGED: a crash empties it, and a standby shows it empty' END,
        CASE WHEN c.relrowsecurity THEN 'has row-level security: who reads it may not see all rows' END,
        CASE WHEN EXISTS (SELECT FROM pg_rewrite w WHERE w.ev_class = c.oid AND w.ev_enabled <> 'D' AND c.relkind = 'r')
            THEN 'has a rule that rewrites what is read or written' END,
        CASE WHEN EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid AND c.relkind = 'r')
            THEN 'has tables that inherit from it, whose rows its keys do not cover' END]) AS detail
    FROM (SELECT DISTINCT r."table" FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS r("table" text)) r
    JOIN pg_class c ON c.oid = to_regclass(quote_ident(r."table"))
    UNION ALL
    SELECT 'database:checksums',
        'failed for ' || s.checksum_failures || ' page(s), the last one found at ' || s.checksum_last_failure
    FROM pg_stat_database s
    WHERE s.datname = current_database() AND s.checksum_failures > 0
) found
WHERE found.detail IS NOT NULL
