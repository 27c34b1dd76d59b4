-- A password hash has the prefix $2x$, which the backend does not take.
UPDATE "PasswordAuthMethod" SET "passwordHash" = '$2x$10$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
