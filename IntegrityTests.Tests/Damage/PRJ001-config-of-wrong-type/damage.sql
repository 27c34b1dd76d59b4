-- Damage 18 of the script: a config value of the wrong type.
UPDATE "EnvironmentConfigOverride" SET config = config || '{"domains.allowLocalhost": "perhaps"}' WHERE "projectId" = '{project}';
