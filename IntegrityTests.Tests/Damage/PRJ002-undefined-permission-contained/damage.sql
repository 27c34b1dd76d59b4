-- Damage 19 of the script: a definition contains an undefined permission.
UPDATE "EnvironmentConfigOverride" SET config = jsonb_set(config, '{rbac.permissions,editor,containedPermissionIds,undefined}', 'true')
 WHERE "projectId" = '{project}';
