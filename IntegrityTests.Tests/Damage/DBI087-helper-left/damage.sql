-- A migration that works in steps was interrupted, and its helper column stayed.
-- Kind: guard rail
ALTER TABLE "EnvironmentConfigOverride" ADD COLUMN temp_trusted_domains_checked boolean DEFAULT false;
