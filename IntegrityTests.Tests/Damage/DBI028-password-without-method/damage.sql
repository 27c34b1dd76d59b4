-- The auth method of a password was lost.
DELETE FROM "AuthMethod" WHERE "tenancyId" = '{tenancy}' AND id = '{password}';
