-- The check of the reference version that the newer version has replaced.

ALTER TABLE "Project" ADD CONSTRAINT "Project_onboardingStatus_valid" CHECK (("onboardingStatus" = ANY (ARRAY['config_choice'::text, 'apps_selection'::text, 'auth_setup'::text, 'domain_setup'::text, 'email_theme_setup'::text, 'payments_setup'::text, 'completed'::text])));
