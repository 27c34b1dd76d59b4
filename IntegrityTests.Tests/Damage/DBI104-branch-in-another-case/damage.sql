-- A project has a tenancy on a branch "Main".
-- Kind: identity
INSERT INTO "Tenancy" (id, "projectId", "branchId", "hasNoOrganization", "createdAt", "updatedAt")
VALUES ('{new}', '{project}', 'Main', 'TRUE', '2026-01-01', '2026-01-01');
