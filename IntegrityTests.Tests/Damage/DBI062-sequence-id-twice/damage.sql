-- Two users have the same sequence id.
-- Kind: sequence
DROP INDEX IF EXISTS "ProjectUser_sequenceId_key";
UPDATE "ProjectUser" SET "sequenceId" = (SELECT nextval('global_seq_id')) WHERE "tenancyId" = '{tenancy}' AND "projectUserId" IN ('{user}', '{neighbour}');
