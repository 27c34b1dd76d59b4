-- A project was deleted, which leaves its users, teams and purchases behind.
DELETE FROM "EmailOutbox" WHERE "tenancyId" = '{tenancy}';
DELETE FROM "SessionReplayChunk" WHERE "tenancyId" = '{tenancy}';
DELETE FROM "SessionReplay" WHERE "tenancyId" = '{tenancy}';
DELETE FROM "EnvironmentConfigOverride" WHERE "projectId" = '{project}';
DELETE FROM "BranchConfigOverride" WHERE "projectId" = '{project}';
DELETE FROM "ApiKeySet" WHERE "projectId" = '{project}';
DELETE FROM "ProvisionedProject" WHERE "projectId" = '{project}';
DELETE FROM "Tenancy" WHERE id = '{tenancy}';
DELETE FROM "Project" WHERE id = '{project}';
