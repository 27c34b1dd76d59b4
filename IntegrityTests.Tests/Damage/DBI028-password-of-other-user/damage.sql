-- The password of an auth method is of another user.
UPDATE "AuthMethod" SET "projectUserId" = '{member}'
WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}' AND id IN (SELECT "authMethodId" FROM "PasswordAuthMethod" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}');
