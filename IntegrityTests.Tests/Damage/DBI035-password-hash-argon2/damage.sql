-- A password hash is of argon2, which the backend does not take.
-- Kind: rule of the code
UPDATE "PasswordAuthMethod" SET "passwordHash" = '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
