-- DBI085: the sequence of the sequence ids is as the platform made it
-- Severity: error.
-- Proves that `global_seq_id` exists where tables have a `sequenceId`, counts upwards by 11 as `bigint`, begins at 1, never
-- begins again, keeps no numbers in reserve, and belongs to no table. Whether it is ahead of its tables: DBI071.
-- A finding means that ids are given twice, or not in the order of the changes: the copy of the data for analytics then
-- misses rows, because it asks for greater ids only. A sequence that belongs to a table goes when the table goes.
-- Decide: The platform's operator: make the sequence as the platform's migration does, ahead of all ids (DBI071).
-- Look into it:
--   SELECT seqtypid::regtype, seqstart, seqincrement, seqmax, seqcache, seqcycle FROM pg_sequence;
WITH expected AS (
    SELECT to_regclass('global_seq_id') AS oid
    WHERE EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass('"ProjectUser"') AND a.attname = 'sequenceId' AND NOT a.attisdropped)
)
SELECT CASE WHEN NOT @isPlatform THEN (SELECT min(id) FROM "Project") END AS project, 'sequence:global_seq_id' AS subject, found.detail,
    @rails::jsonb ->> 'cause' AS cause
FROM (
    SELECT 'does not exist: no change gets an id, and nothing is copied to analytics any more' AS detail FROM expected WHERE oid IS NULL
    UNION ALL
    SELECT CASE
        WHEN s.seqtypid <> 'bigint'::regtype
        THEN 'is of type ' || s.seqtypid::regtype || ', which ends at ' || s.seqmax || '. Expected: bigint'
        WHEN s.seqincrement <> 11 THEN 'counts by ' || s.seqincrement || '. Expected: 11'
        WHEN s.seqstart <> 1 THEN 'begins at ' || s.seqstart || '. Expected: 1'
        WHEN s.seqcycle THEN 'begins again when it has come to its end: ids are given twice'
        WHEN s.seqcache > 1 THEN 'keeps ' || s.seqcache || ' numbers in reserve per session: ids are not in the order of the changes'
        END
    FROM pg_sequence s JOIN expected e ON e.oid = s.seqrelid
    UNION ALL
    SELECT 'belongs to ' || d.refobjid::regclass || ': it is dropped with this table'
    FROM pg_depend d JOIN expected e ON e.oid = d.objid
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
) found
WHERE found.detail IS NOT NULL
