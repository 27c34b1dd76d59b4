-- Damage 10 of the script: a user with a password has lost the contact channels.
DELETE FROM "ContactChannel" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
