-- A table of the engine lost its marker.
DELETE FROM "BulldozerStorageEngine"
WHERE "keyPath" = '{"\"table\"","\"external:payments-entries-money-transfer\"","\"storage\"","\"metadata\""}';
