UPDATE "BulldozerTimeFoldQueue" SET "reducerSql" = 'SELECT 1' WHERE "rowIdentifier" = '{new}';
