-- DBI081: triggers are enabled, those of foreign keys too
-- Severity: error.
-- Proves that no trigger of the platform's tables is disabled, or enabled for replicas only: neither those of its own nor
-- those by which PostgreSQL enforces foreign keys. Restoring with `--disable-triggers` and DISABLE TRIGGER ALL leave them so
-- when they are interrupted. And that a new user gets its `signedUpAt` where the backend does not give one, by the column's
-- default or by the trigger: deployments have one of the two, or both.
-- A finding means that the catalogue shows a rule which nothing enforces: rows may refer to what does not exist, and
-- deletions leave behind what should go with them. ALTER TABLE ... ENABLE TRIGGER ALL enables them again; rows written
-- meanwhile are not looked at again.
-- Decide: The platform's operator: ALTER TABLE ... ENABLE TRIGGER, and run the suite again for what came in meanwhile.
-- Look into it:
--   SELECT tgrelid::regclass, tgname, tgenabled, tgconstraint FROM pg_trigger WHERE tgenabled NOT IN ('O', 'A');
WITH rail AS (
    SELECT DISTINCT r."table", to_regclass(quote_ident(r."table")) AS oid
    FROM jsonb_to_recordset(@rails::jsonb -> 'rails') AS r("table" text)
),
column_of AS (
    SELECT a.attrelid, a.atthasdef
    FROM pg_attribute a JOIN rail r ON r.oid = a.attrelid
    WHERE r."table" = 'ProjectUser' AND a.attname = 'signedUpAt' AND a.attnotnull
)
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, found.subject, found.detail, found.cause
FROM (
    SELECT 'constraint:' || c.conname AS subject,
        'is not enforced: ' || count(*) || ' of its triggers are '
            || CASE min(t.tgenabled::text) WHEN 'D' THEN 'disabled' ELSE 'for replicas only' END
            || ' (' || string_agg(DISTINCT t.tgrelid::regclass::text, ', ') || ')' AS detail,
        @rails::jsonb ->> 'cause' AS cause
    FROM pg_trigger t
    JOIN rail r ON r.oid = t.tgrelid
    JOIN pg_constraint c ON c.oid = t.tgconstraint
    WHERE t.tgisinternal AND t.tgenabled NOT IN ('O', 'A')
    GROUP BY c.oid, c.conname
    UNION ALL
    SELECT 'trigger:' || t.tgname, 'of ' || r."table" || ' is disabled: what it sets or refuses is no longer set or refused',
        @rails::jsonb ->> 'cause'
    FROM pg_trigger t
    JOIN rail r ON r.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND t.tgenabled NOT IN ('O', 'A')
    UNION ALL
    SELECT 'column:ProjectUser.signedUpAt',
        'has neither its default nor the trigger that sets it: signing up fails where the backend gives none',
        @rails::jsonb ->> 'cause'
    FROM column_of c
    WHERE NOT c.atthasdef AND NOT EXISTS (
        SELECT FROM pg_trigger t WHERE t.tgrelid = c.attrelid AND t.tgname = 'ProjectUser_set_signedUpAt_from_createdAt')
) found
