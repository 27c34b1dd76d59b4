-- A user without auth method has lost the contact channels.
DELETE FROM "ContactChannel" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{plain}';
