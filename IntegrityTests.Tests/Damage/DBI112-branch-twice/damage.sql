-- A branch has two tenancies without organization.
-- Kind: rule of the code
DROP INDEX IF EXISTS "Tenancy_projectId_branchId_hasNoOrganization_key";
INSERT INTO "Tenancy" (id, "projectId", "branchId", "hasNoOrganization", "createdAt", "updatedAt")
VALUES ('{low}', '{project}', 'dev', 'TRUE', '2026-01-01', '2026-01-01'), ('{new}', '{project}', 'dev', 'TRUE', '2026-01-01', '2026-01-01');
