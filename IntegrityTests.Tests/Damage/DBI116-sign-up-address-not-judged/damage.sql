-- Of the address that a user signed up from it is not known whether it can be trusted.
-- Kind: rule of the code
UPDATE "ProjectUser" SET "signUpIp" = '203.0.113.7' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
