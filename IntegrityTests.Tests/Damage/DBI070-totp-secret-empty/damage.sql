-- A user needs a time-based code, and its secret was set to an empty one.
UPDATE "ProjectUser" SET "requiresTotpMfa" = true, "totpSecret" = '' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
