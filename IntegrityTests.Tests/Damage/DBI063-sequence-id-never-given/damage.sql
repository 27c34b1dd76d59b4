-- A user has no sequence id and waits for none.
-- Kind: sequence
UPDATE "ProjectUser" SET "sequenceId" = NULL, "shouldUpdateSequenceId" = false WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
