INSERT INTO "BulldozerTimeFoldQueue" ("tableStoragePath", "groupKey", "rowIdentifier", "scheduledAt", "stateAfter", "rowData", "reducerSql")
SELECT "tableStoragePath", "groupKey", '{low}', "scheduledAt", "stateAfter", "rowData", "reducerSql"
FROM "BulldozerTimeFoldQueue" WHERE "rowIdentifier" = '{new}';
