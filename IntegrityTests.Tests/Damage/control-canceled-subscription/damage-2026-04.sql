-- The newest version says when it ended.
UPDATE "Subscription" SET "canceledAt" = '2026-01-20', "endedAt" = "currentPeriodEnd" WHERE id = '{new}';
