-- The worker does not know what follows from one-time purchases.
DELETE FROM "BulldozerTimeFoldDownstreamCascade" WHERE "tableStoragePath"[2] = '"external:payments-otp-timefold"';
