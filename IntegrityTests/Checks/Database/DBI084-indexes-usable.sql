-- DBI084: no index is left half built
-- Severity: warning.
-- Proves that every index of the platform's tables that is not unique (those: DBI079) is valid and kept up to date. An
-- interrupted CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY leaves one that is not; the next run of the migration takes
-- it for present ("if not exists").
-- A finding means that queries which need the index read the whole table instead, while each write still pays for it.
-- REINDEX INDEX CONCURRENTLY ... completes it; one that ends with `_ccnew` or `_ccold` can be dropped. One that is being
-- built at this moment is found too, and is gone when it is ready.
-- Decide: The platform's operator: DROP INDEX CONCURRENTLY, and make it again.
-- Look into it:
--   SELECT indexrelid::regclass, indisvalid, indisready FROM pg_index WHERE NOT (indisvalid AND indisready);
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, 'index:' || c.relname AS subject,
    'of ' || r."table" || CASE WHEN i.indisready THEN ' is invalid' ELSE ' is not kept up to date' END || ': no query uses it' AS detail
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN (
    SELECT DISTINCT r."table", to_regclass(quote_ident(r."table")) AS oid
    FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS r("table" text)
) r ON r.oid = i.indrelid
WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)
    AND NOT EXISTS (
        SELECT FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS k(kind text, name text) WHERE k.kind = 'u' AND k.name = c.relname)
