-- The description of an API key is in Latin-1, as after a restore that verified nothing.
-- Kind: text
-- Source: a dump restored as SQL_ASCII
DO $$ BEGIN CREATE CAST (bytea AS text) WITHOUT FUNCTION; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
INSERT INTO "ProjectApiKey" ("tenancyId", id, "secretApiKey", "projectUserId", description, "isPublic", "updatedAt")
VALUES ('{tenancy}', '{new}', '{new}', '{user}', '\x5363686cfc7373656c'::bytea::text, false, now());
DROP CAST (bytea AS text);
