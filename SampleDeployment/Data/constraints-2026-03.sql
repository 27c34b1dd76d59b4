-- What the reference version has, and the newer version has replaced.

ALTER TABLE "Project" ADD CONSTRAINT "Project_onboardingStatus_valid" CHECK (("onboardingStatus" = ANY (ARRAY['config_choice'::text, 'apps_selection'::text, 'auth_setup'::text, 'domain_setup'::text, 'email_theme_setup'::text, 'payments_setup'::text, 'completed'::text])));

-- The newer version has a default instead.
CREATE FUNCTION set_project_user_signed_up_at_from_created_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."signedUpAt" := coalesce(NEW."signedUpAt", NEW."createdAt");
    RETURN NEW;
END
$$;
CREATE TRIGGER "ProjectUser_set_signedUpAt_from_createdAt" BEFORE INSERT ON "ProjectUser"
    FOR EACH ROW EXECUTE FUNCTION set_project_user_signed_up_at_from_created_at();
