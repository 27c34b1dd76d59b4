-- A restore switched off the triggers of a table, and was interrupted.
ALTER TABLE "OAuthToken" DISABLE TRIGGER ALL;
