-- Two users have the same sequence id.
DROP INDEX IF EXISTS "ProjectUser_sequenceId_key";
UPDATE "ProjectUser" SET "sequenceId" = 900001 WHERE "tenancyId" = '{tenancy}' AND "projectUserId" IN ('{user}', '{neighbour}');
