-- The clock of the engine is lost, as after a restore without its table.
DELETE FROM "BulldozerTimeFoldMetadata";
