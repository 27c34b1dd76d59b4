-- A team was changed before it was made.
UPDATE "Team" SET "updatedAt" = "createdAt" - interval '1 day' WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}';
