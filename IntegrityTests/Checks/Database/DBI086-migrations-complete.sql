-- DBI086: the platform's migrations are complete
-- Severity: error.
-- Proves that a database which has the last migration of a generation has all others of it, and that none was begun and
-- never finished (`_prisma_migrations`, where the platform's first runner kept them). A name that is of no known version is
-- information: a fork has some, and a version in development.
-- A finding means that tables, columns or rules are missing that the servers rely on, although the newest ones are there.
-- Run the platform's migration again; it carries out those whose names are missing.
-- Decide: The platform's operator: run the platform's migrations to their end.
-- Look into it:
--   SELECT "migrationName", "finishedAt" FROM "SchemaMigration" ORDER BY "migrationName" DESC;
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, 'migration:' || m.name AS subject, m.detail, m.cause
FROM (
    SELECT jsonb_array_elements_text(@rails::jsonb -> 'missing') AS name,
        'is not recorded as carried out, although the last one of its generation is' AS detail, NULL AS cause
    UNION ALL
    SELECT jsonb_array_elements_text(@rails::jsonb -> 'unfinished'), 'was begun and never finished', NULL
    UNION ALL
    SELECT jsonb_array_elements_text(@rails::jsonb -> 'unknown'), 'is of no known version of the platform',
        'a fork, or a version in development'
) m
