-- An auth method is a password and a one-time password.
INSERT INTO "AuthMethod" ("tenancyId", id, "projectUserId", "updatedAt") VALUES ('{tenancy}', '{new}', '{member}', now());
INSERT INTO "PasswordAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "passwordHash", "updatedAt")
VALUES ('{tenancy}', '{new}', '{member}', '$2a$10$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy', now());
INSERT INTO "OtpAuthMethod" ("tenancyId", "authMethodId", "projectUserId", "updatedAt") VALUES ('{tenancy}', '{new}', '{member}', now());
