-- A foreign key was dropped for an import, and never restored.
ALTER TABLE "ContactChannel" DROP CONSTRAINT "ContactChannel_tenancyId_projectUserId_fkey";
