UPDATE "Subscription" SET status = 'canceled', "canceledAt" = '2026-05-20', "endedAt" = '2026-05-20' WHERE id = '{new}';
