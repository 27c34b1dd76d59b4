-- An auth method, with its password, is left behind by a user who was lost.
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "updatedAt") VALUES ('{tenancy}', '{new}', '{nobody}', now());
INSERT INTO "PasswordAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "passwordHash", "updatedAt")
VALUES ('{tenancy}', '{new}', '{nobody}', '$2a$10$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy', now());
