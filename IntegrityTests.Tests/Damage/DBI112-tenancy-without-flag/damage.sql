-- A second tenancy on branch main has neither an organization nor the flag that it has none.
-- Kind: rule of the code
-- Source: the platform's schema.prisma
INSERT INTO "Tenancy" (id, "projectId", "branchId", "createdAt", "updatedAt") VALUES ('{new}', '{project}', 'main', '2026-01-01', '2026-01-01');
