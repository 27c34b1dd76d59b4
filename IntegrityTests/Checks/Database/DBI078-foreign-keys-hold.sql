-- DBI078: the platform's foreign keys are there, validated and enforced
-- Severity: error.
-- Proves that each foreign key of the platform's schema is in the catalogue as the migrations of this database make it
-- (under whichever name): not missing, not NOT VALID, not NOT ENFORCED, with the same columns and the same action on
-- deletion. Where logical replication fills the tables, and where the database is newer than this suite, it is information.
-- A finding means that rows may refer to what does not exist, and that a deletion leaves behind what should go with it.
-- Restore the constraint once the rows fit, and validate it: ALTER TABLE ... VALIDATE CONSTRAINT ...
-- Decide: The platform's operator: repair the rows first, then make the constraint again as the platform's migration
-- does, and validate it.
-- Look into it:
--   SELECT conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f';
WITH rail AS (
    SELECT r.name, r."table", r.forms, t.oid
    FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS r(kind text, "table" text, name text, forms jsonb)
    JOIN pg_class t ON t.oid = to_regclass(quote_ident(r."table")) AND t.relkind IN ('r', 'p')
    WHERE r.kind = 'f'
),
present AS (
    SELECT c.conrelid, c.conname, c.convalidated, coalesce(to_jsonb(c) ->> 'conenforced', 'true') = 'true' AS enforced,
        regexp_replace(
            pg_get_constraintdef(c.oid), ' (NOT VALID|NOT ENFORCED|(NOT )?DEFERRABLE|INITIALLY (DEFERRED|IMMEDIATE))', '', 'g') AS form
    FROM pg_constraint c WHERE c.contype = 'f'
),
judged AS (
    SELECT DISTINCT ON (r.name, r."table") r.name, r."table", r.forms ->> 0 AS expected, CASE
        WHEN p.conname IS NULL THEN 'is missing'
        WHEN NOT r.forms ? p.form THEN 'is another one (' || p.form || ')'
        WHEN NOT p.enforced THEN 'is not enforced'
        WHEN NOT p.convalidated THEN 'was never validated (NOT VALID)'
        END AS problem
    FROM rail r
    LEFT JOIN present p ON p.conrelid = r.oid AND (r.forms ? p.form OR p.conname = r.name)
    ORDER BY r.name, r."table", r.forms ? p.form AND p.enforced AND p.convalidated DESC NULLS LAST, r.forms ? p.form DESC NULLS LAST
)
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, 'constraint:' || name AS subject,
    'of ' || "table" || ' ' || problem || ': a row may refer to what is not in ' || substring(expected FROM 'REFERENCES "?(\w+)') || CASE
        WHEN expected ~* 'on delete cascade' THEN ', and a deletion there leaves it behind'
        WHEN expected ~* 'on delete set null' THEN ', and a deletion there leaves it referring to nothing'
        ELSE ', and nothing stops a deletion there'
    END || '. Expected: ' || expected AS detail,
    @rails::jsonb ->> 'cause' AS cause
FROM judged
WHERE problem IS NOT NULL
