-- A config override is left behind by a project that was lost.
INSERT INTO "BranchConfigOverride" ("projectId", "branchId", config, "updatedAt") VALUES ('{nobody}', 'main', '{}', now());
