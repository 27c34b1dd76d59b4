-- A project has just been made, and its owner is welcomed.
UPDATE "Project" SET "onboardingStatus" = 'welcome' WHERE id = '{project}';
