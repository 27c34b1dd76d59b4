-- The secret of a second factor was cut to five bytes.
-- Kind: rule of the code
UPDATE "ProjectUser" SET "requiresTotpMfa" = true, "totpSecret" = '\x0102030405' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
