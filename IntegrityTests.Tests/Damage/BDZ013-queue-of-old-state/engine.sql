UPDATE "BulldozerTimeFoldQueue" SET "stateAfter" = jsonb_set("stateAfter", '{repeatCount}', '0') WHERE "rowIdentifier" = '{new}';
