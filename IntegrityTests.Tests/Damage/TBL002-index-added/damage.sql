-- Somebody added an index to a table of the platform.
CREATE INDEX "ProjectApiKey_of_nobody" ON "ProjectApiKey" ("createdAt");
