-- New users get a permission that nobody defines: nobody can sign up.
-- Kind: config
UPDATE "EnvironmentConfigOverride" SET config = config || '{"rbac.defaultPermissions.signUp": {"greeted": true}}'
WHERE "projectId" = '{project}';
