-- A mail was sent a month before it was scheduled.
-- Kind: order of times
UPDATE "EmailOutbox" SET "scheduledAt" = "scheduledAt" + interval '30 days' WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
