-- The description of a permission was changed.
UPDATE "EnvironmentConfigOverride" SET config = jsonb_set(config, ARRAY['rbac.permissions', 'reader', 'description'], '"Reads"')
WHERE "projectId" = '{project}';
