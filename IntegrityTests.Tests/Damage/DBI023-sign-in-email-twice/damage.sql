-- Two users sign in with the same e-mail.
DROP INDEX IF EXISTS "ContactChannel_tenancyId_type_value_usedForAuth_key";
INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "usedForAuth", "updatedAt")
SELECT "tenancyId", '{neighbour}', '{new}', type, true, value, 'TRUE', now() FROM "ContactChannel"
WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}' AND "usedForAuth" = 'TRUE';
