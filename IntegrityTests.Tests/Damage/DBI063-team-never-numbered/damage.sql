-- A team has no sequence id and waits for none.
UPDATE "Team" SET "shouldUpdateSequenceId" = false WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}';
