-- A user needs a time-based code and has no secret for it.
UPDATE "ProjectUser" SET "requiresTotpMfa" = true, "totpSecret" = NULL WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
