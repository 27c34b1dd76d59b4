-- The engine's storage has rows of a table that the platform does not have.
INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
VALUES ('{"\"table\"","\"external:{new}\""}', 'null'), ('{"\"table\"","\"external:{new}\"","\"storage\""}', 'null'),
    ('{"\"table\"","\"external:{new}\"","\"storage\"","\"metadata\""}', '{"version": 1}');
