-- A password hash was cut off.
UPDATE "PasswordAuthMethod" SET "passwordHash" = left("passwordHash", 40) WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
