-- A password hash has a cost of 17, which the backend does not take.
-- Kind: rule of the code
UPDATE "PasswordAuthMethod" SET "passwordHash" = '$2b$17$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
