-- An e-mail is in mixed case, from before it was stored in lower case.
-- Source: stack-auth/stack-auth commit 2d9bdff9b
UPDATE "ContactChannel" SET value = 'Old.User@Example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
