-- A password was made three days after its auth method.
-- Kind: order of times
UPDATE "PasswordAuthMethod" SET "createdAt" = "createdAt" + interval '3 days', "updatedAt" = "updatedAt" + interval '3 days' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
