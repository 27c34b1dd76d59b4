-- A user is a member of its team twice.
ALTER TABLE "TeamMemberDirectPermission" DROP CONSTRAINT IF EXISTS "TeamMemberDirectPermission_tenancyId_projectUserId_teamId_fkey";
ALTER TABLE "TeamMember" DROP CONSTRAINT IF EXISTS "TeamMember_pkey";
INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "updatedAt") VALUES ('{tenancy}', '{member}', '{team}', now());
