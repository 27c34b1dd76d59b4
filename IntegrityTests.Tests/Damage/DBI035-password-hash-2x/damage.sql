-- A password hash has the prefix $2x$, which the backend does not take.
-- Kind: rule of the code
-- Source: the backend's pattern of hashes; PHP crypt_blowfish $2x$
UPDATE "PasswordAuthMethod" SET "passwordHash" = '$2x$10$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
