-- A team has no sequence id and waits for none.
UPDATE "Team" SET "sequenceId" = NULL, "shouldUpdateSequenceId" = false WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}';
