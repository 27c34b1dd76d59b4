-- There are two sets of switches for the copying to analytics.
-- Kind: sequence
DROP INDEX IF EXISTS "ExternalDbSyncMetadata_singleton_key";
INSERT INTO "ExternalDbSyncMetadata" (id, "updatedAt") VALUES ('{low}', now()), ('{new}', now());
