-- A tenancy is left behind by a project that was lost.
INSERT INTO "Tenancy" (id, "projectId", "branchId", "hasNoOrganization", "updatedAt")
VALUES ('{new}', '{nobody}', 'main', 'TRUE', now());
