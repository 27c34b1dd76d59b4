-- A mail has been in sending for a year: its worker died.
-- Kind: order of times
-- Source: stack-auth/stack-auth#1356
UPDATE "EmailOutbox" SET status = 'SENDING', "simpleStatus" = 'IN_PROGRESS', "finishedSendingAt" = NULL, "canHaveDeliveryInfo" = NULL, "sentAt" = NULL WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
