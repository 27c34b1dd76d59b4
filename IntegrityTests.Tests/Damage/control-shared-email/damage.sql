-- An e-mail that does not sign in may be two users' e-mail.
INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "updatedAt")
SELECT "tenancyId", '{neighbour}', '{new}', type, false, value, now() FROM "ContactChannel" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}' AND "isPrimary" = 'TRUE';
