-- A contact channel is left behind by a user who was lost.
INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "updatedAt")
VALUES ('{tenancy}', '{nobody}', '{new}', 'EMAIL', true, '{new}@example.com', now());
