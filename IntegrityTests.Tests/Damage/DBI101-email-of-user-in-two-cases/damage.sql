-- A user has an e-mail twice, in two cases.
-- Kind: identity
INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "createdAt", "updatedAt")
SELECT "tenancyId", "projectUserId", '{new}', type, false, upper(value), "createdAt", "updatedAt" FROM "ContactChannel" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
