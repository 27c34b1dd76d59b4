-- A restore switched off the triggers of a table, and was interrupted.
-- Kind: guard rail
ALTER TABLE "OAuthToken" DISABLE TRIGGER ALL;
