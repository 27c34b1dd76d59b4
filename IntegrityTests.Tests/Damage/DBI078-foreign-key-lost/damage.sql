-- A foreign key was dropped for an import, and never restored.
-- Kind: guard rail
ALTER TABLE "ContactChannel" DROP CONSTRAINT "ContactChannel_tenancyId_projectUserId_fkey";
