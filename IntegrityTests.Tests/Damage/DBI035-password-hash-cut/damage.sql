-- A password hash was cut off.
-- Kind: rule of the code
UPDATE "PasswordAuthMethod" SET "passwordHash" = left("passwordHash", 40) WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
