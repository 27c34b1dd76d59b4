-- A product for users is in a product line for teams.
UPDATE "EnvironmentConfigOverride" SET config = jsonb_set(config, ARRAY['payments.products', 'user-plus', 'productLineId'], '"team-plans"')
WHERE "projectId" = '{project}';
