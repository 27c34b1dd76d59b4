-- The recipient of a mail is of no known kind.
-- Kind: rule of the code
UPDATE "EmailOutbox" SET "to" = '{"type": "everybody"}' WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
