-- The engine was never initialised, although there are purchases.
DELETE FROM "BulldozerStorageEngine" WHERE cardinality("keyPath") > 1;
TRUNCATE "BulldozerTimeFoldQueue", "BulldozerTimeFoldDownstreamCascade";
