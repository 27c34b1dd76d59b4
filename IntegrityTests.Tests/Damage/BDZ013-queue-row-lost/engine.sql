DELETE FROM "BulldozerTimeFoldQueue" WHERE "rowIdentifier" = '{new}';
