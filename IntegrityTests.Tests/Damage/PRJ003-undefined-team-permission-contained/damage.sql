-- A team definition contains an undefined permission.
UPDATE "EnvironmentConfigOverride" SET config = jsonb_set(config, '{rbac.permissions,billing,containedPermissionIds,undefined}', 'true')
 WHERE "projectId" = '{project}';
