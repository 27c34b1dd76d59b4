-- A foreign key was restored without looking at the rows that were there, and another one lost its action on deletion.
-- Kind: guard rail
ALTER TABLE "TeamMember" DROP CONSTRAINT "TeamMember_tenancyId_teamId_fkey";
ALTER TABLE "TeamMember" ADD CONSTRAINT "TeamMember_tenancyId_teamId_fkey" FOREIGN KEY ("tenancyId", "teamId")
    REFERENCES "Team"("tenancyId", "teamId") ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
ALTER TABLE "TeamMember" DROP CONSTRAINT "TeamMember_tenancyId_projectUserId_fkey";
ALTER TABLE "TeamMember" ADD CONSTRAINT "TeamMember_tenancyId_projectUserId_fkey" FOREIGN KEY ("tenancyId", "projectUserId")
    REFERENCES "ProjectUser"("tenancyId", "projectUserId") ON UPDATE CASCADE NOT VALID;
