-- A value of the config was changed: nobody can sign up any more.
UPDATE "EnvironmentConfigOverride" SET config = config || '{"auth.allowSignUp": false}' WHERE "projectId" = '{project}';
