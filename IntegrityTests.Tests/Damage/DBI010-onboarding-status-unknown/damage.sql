-- The onboarding status is none of the known ones.
ALTER TABLE "Project" DROP CONSTRAINT IF EXISTS "Project_onboardingStatus_valid";
UPDATE "Project" SET "onboardingStatus" = 'half way' WHERE id = '{project}';
