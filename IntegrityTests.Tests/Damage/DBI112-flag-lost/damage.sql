-- The only tenancy of a branch lost the flag that it is of no organization.
-- Kind: rule of the code
INSERT INTO "Tenancy" (id, "projectId", "branchId", "createdAt", "updatedAt") VALUES ('{new}', '{project}', 'dev', '2026-01-01', '2026-01-01');
