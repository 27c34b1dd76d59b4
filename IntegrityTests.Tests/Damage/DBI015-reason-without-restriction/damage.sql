-- A user has a reason for a restriction that it does not have.
ALTER TABLE "ProjectUser" DROP CONSTRAINT IF EXISTS "ProjectUser_restricted_by_admin_consistency";
UPDATE "ProjectUser" SET "restrictedByAdminReason" = 'spam' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
