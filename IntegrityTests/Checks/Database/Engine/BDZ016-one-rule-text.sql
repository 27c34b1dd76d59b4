-- BDZ016: all that is scheduled follows the same rules
-- Severity: warning.
-- Proves that all rows in the queue of a time fold carry the same text of its rules (`reducerSql`). A row keeps the text
-- of the day on which it was written, and an upgrade of the platform does not renew it.
-- A finding means that these purchases go on by other rules than all others, until the platform writes their rows anew.
-- Reported once for each text that is not the most frequent one.
-- Decide: The platform's developers: which rules are right? The engine has to be made anew from the purchases where old
-- rules were used.
-- Look into it:
--   SELECT md5("reducerSql"), count(*), min("updatedAt"), max("updatedAt") FROM "BulldozerTimeFoldQueue" GROUP BY 1;
SELECT t."projectId" AS project, 'engine-table:' || regexp_replace(r."table", '^external:', '') AS subject,
    r.count || ' rows in the queue have other rules than the most, such as that of ' || r.id AS detail
FROM (
    SELECT "tableStoragePath"[2] #>> '{}' AS "table", count(*) AS count, min("rowIdentifier") AS id,
        CASE WHEN count(DISTINCT "rowData" ->> 'tenancyId') = 1 THEN min("rowData" ->> 'tenancyId') END AS tenancy,
        row_number() OVER (PARTITION BY "tableStoragePath" ORDER BY count(*) DESC, max("updatedAt") DESC) AS place
    FROM "BulldozerTimeFoldQueue"
    GROUP BY "tableStoragePath", md5("reducerSql")
) r
LEFT JOIN "Tenancy" t ON t.id::text = r.tenancy
WHERE r.place > 1
