-- DBI010: the onboarding status of every project is a known one
-- Severity: error.
-- Proves what the check constraint `Project_onboardingStatus_valid` requires; that of the reference version does not
-- have `welcome`.
-- A finding means that the dashboard does not know which step of the set-up to show.
-- Decide: The platform's operator: `completed` lets the dashboard show the project; a step of the set-up lets its owner
-- go through it again.
-- Look into it:
--   SELECT id, "onboardingStatus" FROM "Project" WHERE id = 'PROJECT';
SELECT p.id AS project, 'project:' || p.id AS subject, 'has an onboarding status that does not exist' AS detail
FROM "Project" p
WHERE p."onboardingStatus" NOT IN
    ('config_choice', 'apps_selection', 'auth_setup', 'domain_setup', 'email_theme_setup', 'payments_setup', 'completed', 'welcome')
