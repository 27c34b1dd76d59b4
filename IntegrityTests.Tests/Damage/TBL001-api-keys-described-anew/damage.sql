-- The descriptions of a project's API keys are others: no answer shows them, and any text is legal.
UPDATE "ProjectApiKey" SET description = 'another description' WHERE "tenancyId" = '{tenancy}';
