-- Damage 1 of the script: a granted project permission definition removed from the config.
UPDATE "EnvironmentConfigOverride" SET config = config #- '{rbac.permissions,owner}' WHERE "projectId" = '{project}';
