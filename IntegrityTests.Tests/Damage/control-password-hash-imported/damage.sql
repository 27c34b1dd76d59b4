-- Imported hashes have other prefixes and costs.
-- Source: supabase/supabase#50194
UPDATE "PasswordAuthMethod" SET "passwordHash" = '$2y$12$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
UPDATE "PasswordAuthMethod" SET "passwordHash" = '$2b$16$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{neighbour}';
