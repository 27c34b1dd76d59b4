-- DBI082: no setting of the database or of a role switches rules off
-- Severity: error.
-- Proves that no setting of this database, of a role or of the server makes sessions skip the triggers of foreign keys
-- (`session_replication_role`), or go on over damaged pages (`zero_damaged_pages`, `ignore_checksum_failure`), or not
-- use indexes of the catalogue (`ignore_system_indexes`). A role by which logical replication writes may skip triggers;
-- PostgreSQL needs no such setting for it.
-- A finding means that whoever connects so writes rows that refer to what does not exist, or loses rows without an error.
-- ALTER ROLE ... RESET session_replication_role, or ALTER DATABASE ... RESET ..., takes it back.
-- Decide: The platform's operator: ALTER ROLE or ALTER DATABASE ... RESET, and run the suite again for what came in
-- meanwhile.
-- Look into it:
--   SELECT setdatabase, setrole::regrole, setconfig FROM pg_db_role_setting;
SELECT NULL::text AS project, 'setting:' || split_part(s.setting, '=', 1) AS subject,
    'is ' || split_part(s.setting, '=', 2) || ' ' || s.place || CASE
    WHEN s.setting ~ '^session_replication_role=' THEN ': foreign keys and triggers are not enforced in its sessions'
    WHEN s.setting ~ '^zero_damaged_pages=' THEN ': damaged pages are emptied without an error'
    WHEN s.setting ~ '^ignore_checksum_failure=' THEN ': pages with a wrong checksum are read as if they were good'
    ELSE ': the catalogue is read without its indexes' END AS detail
FROM (
    SELECT concat_ws(' ', 'by default', CASE WHEN r.setrole <> 0 THEN 'for the role ' || r.setrole::regrole::text END,
            CASE WHEN r.setdatabase <> 0 THEN 'in this database' END) AS place,
        lower(c.config) AS setting
    FROM pg_db_role_setting r, unnest(r.setconfig) AS c(config)
    WHERE r.setdatabase = 0 OR r.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL
    SELECT 'on the server', p.name || '=' || p.setting
    FROM pg_settings p
    WHERE p.source NOT IN ('default', 'database', 'user', 'database user', 'session', 'client')
) s
WHERE s.setting ~ '^session_replication_role=''?replica'
    OR s.setting ~ '^(zero_damaged_pages|ignore_checksum_failure|ignore_system_indexes)=''?(on|true|yes|1|t)'
