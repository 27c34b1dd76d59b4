-- A config layer is an array.
UPDATE "Project" SET "projectConfigOverride" = '[]' WHERE id = '{project}';
