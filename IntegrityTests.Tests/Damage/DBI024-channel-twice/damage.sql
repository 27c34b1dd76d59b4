-- A user has the same e-mail twice.
DROP INDEX IF EXISTS "ContactChannel_tenancyId_projectUserId_type_value_key";
INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "updatedAt")
SELECT "tenancyId", "projectUserId", '{new}', type, false, value, now() FROM "ContactChannel" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}' AND "isPrimary" = 'TRUE';
