-- A user has selected two teams.
DROP INDEX IF EXISTS "TeamMember_tenancyId_projectUserId_isSelected_key";
INSERT INTO "Team" ("tenancyId", "teamId", "displayName", "mirroredProjectId", "mirroredBranchId", "updatedAt")
VALUES ('{tenancy}', '{new}', 'Second', '{project}', 'main', now());
INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "isSelected", "updatedAt")
VALUES ('{tenancy}', '{member}', '{new}', 'TRUE', now());
