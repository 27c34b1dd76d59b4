UPDATE "OneTimePurchase" SET "refundedAt" = '2026-06-25' WHERE id = '{new}';
UPDATE "BulldozerStorageEngine" SET value = jsonb_set(value, '{rowData,refundedAtMillis}', '1782345600000')
WHERE "keyPath"[2] IN ('"external:payments-one-time-purchases"', '"external:payments-otp-timefold"') AND '"{new}"' = ANY ("keyPath");
