-- A user has two primary e-mails.
DROP INDEX IF EXISTS "ContactChannel_tenancyId_projectUserId_type_isPrimary_key";
INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isPrimary", "isVerified", value, "updatedAt")
VALUES ('{tenancy}', '{user}', '{new}', 'EMAIL', 'TRUE', true, '{new}@example.com', now());
