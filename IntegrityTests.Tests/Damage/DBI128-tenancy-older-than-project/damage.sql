-- A project was created a year after its tenancy.
-- Kind: order of times
UPDATE "Project" SET "createdAt" = "createdAt" + interval '1 year', "updatedAt" = "updatedAt" + interval '1 year' WHERE id = '{project}';
