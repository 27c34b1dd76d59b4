-- Two tenancies are of the same organization.
DROP INDEX IF EXISTS "Tenancy_projectId_branchId_organizationId_key";
INSERT INTO "Tenancy" (id, "projectId", "branchId", "organizationId", "updatedAt")
VALUES ('{low}', '{project}', 'main', '{nobody}', now()), ('{new}', '{project}', 'main', '{nobody}', now());
