-- An auth method is neither password nor anything else.
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "updatedAt") VALUES ('{tenancy}', '{new}', '{user}', now());
