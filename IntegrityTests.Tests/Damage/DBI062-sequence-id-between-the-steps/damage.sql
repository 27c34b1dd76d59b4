-- A user has a sequence id that the sequence never gives.
UPDATE "ProjectUser" SET "sequenceId" = nextval('global_seq_id') - 4 WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
