-- A mail that nobody opened has the status of an opened one.
-- Kind: rule of the code
UPDATE "EmailOutbox" SET status = 'OPENED' WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
