-- A user who signs in by OAuth only needs no contact channel.
DELETE FROM "ContactChannel" WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{github_only}';
