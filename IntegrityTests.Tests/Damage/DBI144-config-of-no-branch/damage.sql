-- The settings of a branch are stored that the project does not have.
-- Kind: reference
INSERT INTO "BranchConfigOverride" ("projectId", "branchId", config, "createdAt", "updatedAt") VALUES ('{project}', 'dev', '{}', '2026-01-01', '2026-01-01');
