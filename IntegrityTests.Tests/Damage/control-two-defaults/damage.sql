-- Two default products are in one product line, which the newest version does not look at.
UPDATE "EnvironmentConfigOverride" SET config = jsonb_set(config, ARRAY['payments.products', 'user-second'],
    config #> ARRAY['payments.products', 'user-free']) WHERE "projectId" = '{project}';
