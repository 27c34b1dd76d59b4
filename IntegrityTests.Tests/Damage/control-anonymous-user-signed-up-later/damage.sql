-- A user signed up long after it was created and last active, as an anonymous one that is upgraded.
UPDATE "ProjectUser" SET "signedUpAt" = "createdAt" + interval '90 days' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
