-- A user who signs in by passkey only needs no contact channel.
DELETE FROM "ContactChannel" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{passkey_only}';
