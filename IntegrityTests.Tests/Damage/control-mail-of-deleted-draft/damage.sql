-- The draft that a mail was made from was deleted.
UPDATE "EmailOutbox" SET "createdWith" = 'DRAFT', "emailDraftId" = '{nobody}' WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
