-- The secret of a second factor was cut to five bytes.
UPDATE "ProjectUser" SET "requiresTotpMfa" = true, "totpSecret" = '\x0102030405' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
