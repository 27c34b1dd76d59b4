-- DBI080: the platform's checks are there, and columns that are never null refuse null
-- Severity: error.
-- Proves that each check constraint of the platform's schema is in the catalogue as the migrations of this database make it
-- (under whichever name), validated and enforced, and that each column which is never null is there and NOT NULL. Where
-- logical replication fills the tables, and where the database is newer than this suite, it is information.
-- A finding means that nothing keeps out rows which the backend cannot read: it answers 500, or leaves the row out.
-- Correct the rows, then restore the constraint: ALTER TABLE ... VALIDATE CONSTRAINT ..., or ... ALTER COLUMN ... SET NOT NULL.
-- Decide: The platform's operator: repair the rows first, then make the constraint again as the platform's migration
-- does.
-- Look into it:
--   SELECT conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('c', 'n');
WITH rail AS (
    SELECT r.kind, r.name, r."table", r.forms, t.oid
    FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS r(kind text, "table" text, name text, forms jsonb)
    JOIN pg_class t ON t.oid = to_regclass(quote_ident(r."table")) AND t.relkind IN ('r', 'p')
    WHERE r.kind IN ('c', 'n')
),
present AS (
    SELECT c.conrelid, c.conname, c.contype, c.conkey, c.convalidated,
        coalesce(to_jsonb(c) ->> 'conenforced', 'true') = 'true' AS enforced,
        regexp_replace(
            regexp_replace(pg_get_constraintdef(c.oid), ' (NOT VALID|NOT ENFORCED|NO INHERIT)', '', 'g'), '\s+', ' ', 'g') AS form
    FROM pg_constraint c WHERE c.contype IN ('c', 'n')
),
judged AS (
    SELECT DISTINCT ON (r.name, r."table") 'constraint:' || r.name AS subject, r."table", CASE
        WHEN p.conname IS NULL THEN 'is missing'
        WHEN NOT r.forms ? p.form THEN 'is another one (' || p.form || ')'
        WHEN NOT p.enforced THEN 'is not enforced'
        WHEN NOT p.convalidated THEN 'was never validated (NOT VALID)'
        END AS problem, 'rows may break it. Expected: ' || (r.forms ->> 0) AS consequence
    FROM rail r
    LEFT JOIN present p ON p.conrelid = r.oid AND p.contype = 'c' AND (r.forms ? p.form OR p.conname = r.name)
    WHERE r.kind = 'c'
    ORDER BY r.name, r."table", r.forms ? p.form AND p.enforced AND p.convalidated DESC NULLS LAST, r.forms ? p.form DESC NULLS LAST
),
nullable AS (
    SELECT 'column:' || r."table" || '.' || r.name AS subject, r."table", CASE
        WHEN a.attname IS NULL THEN 'is missing'
        WHEN NOT a.attnotnull THEN 'is not NOT NULL'
        WHEN NOT p.convalidated THEN 'has a NOT NULL that was never validated'
        END AS problem, 'rows may lack it, and the backend cannot read those' AS consequence
    FROM rail r
    LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attname = r.name AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN present p ON p.conrelid = r.oid AND p.contype = 'n' AND p.conkey = ARRAY[a.attnum]
    WHERE r.kind = 'n'
)
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, subject,
    'of ' || "table" || ' ' || problem || ': ' || consequence AS detail, @rails::jsonb ->> 'cause' AS cause
FROM (SELECT * FROM judged UNION ALL SELECT * FROM nullable) j
WHERE problem IS NOT NULL
