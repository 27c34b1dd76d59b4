-- The engine's storage has rows of a table that the platform does not have.
INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
VALUES ('{"\"table\"","\"external:payments-{new}\""}', 'null'), ('{"\"table\"","\"external:payments-{new}\"","\"storage\""}', 'null');
