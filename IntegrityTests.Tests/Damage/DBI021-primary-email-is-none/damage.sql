-- Damage 6 of the script: the primary e-mail of one user is no e-mail.
UPDATE "ContactChannel" SET value = 'no e-mail' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}' AND "isPrimary" = 'TRUE';
