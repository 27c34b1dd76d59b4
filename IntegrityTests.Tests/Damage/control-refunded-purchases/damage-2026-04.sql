-- The newest version says when it ended.
UPDATE "Subscription" SET "canceledAt" = '2026-01-06', "endedAt" = "currentPeriodEnd" WHERE id = '{low}';
