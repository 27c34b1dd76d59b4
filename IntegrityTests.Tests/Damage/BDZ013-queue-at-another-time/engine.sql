UPDATE "BulldozerTimeFoldQueue" SET "scheduledAt" = "scheduledAt" + interval '1 day' WHERE "rowIdentifier" = '{new}';
