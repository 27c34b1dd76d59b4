-- A team mirrors a branch that is not its tenancy's.
UPDATE "Team" SET "mirroredBranchId" = 'other' WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}';
