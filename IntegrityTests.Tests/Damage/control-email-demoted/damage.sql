-- A user has an e-mail that is not primary any more.
UPDATE "ContactChannel" SET "isPrimary" = NULL WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
