-- An auth method is there twice.
ALTER TABLE "AuthMethod" DROP CONSTRAINT IF EXISTS "AuthMethod_pkey" CASCADE;
INSERT INTO "AuthMethod" SELECT * FROM "AuthMethod" WHERE "tenancyId" = '{tenancy}' AND id = '{password}';
