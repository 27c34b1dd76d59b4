-- An e-mail is in mixed case, from before it was stored in lower case.
UPDATE "ContactChannel" SET value = 'Old.User@Example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
