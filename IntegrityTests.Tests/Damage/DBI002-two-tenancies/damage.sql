-- A project has a second default tenancy.
DROP INDEX IF EXISTS "Tenancy_projectId_branchId_hasNoOrganization_key";
INSERT INTO "Tenancy" (id, "projectId", "branchId", "hasNoOrganization", "updatedAt")
VALUES ('{new}', '{project}', 'main', 'TRUE', now());
