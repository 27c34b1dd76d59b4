-- The server metadata of a team is an array.
UPDATE "Team" SET "serverMetadata" = '[1]' WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}';
