-- Damage 2 of the script: a granted team permission definition removed.
UPDATE "EnvironmentConfigOverride" SET config = config #- '{rbac.permissions,billing}' WHERE "projectId" = '{project}';
