-- A request to copy a tenancy was claimed and never handed over.
-- Kind: sequence
INSERT INTO "OutgoingRequest" (id, "deduplicationKey", "qstashOptions", "startedFulfillingAt")
VALUES ('{new}', 'sentinel-sync-key-{tenancy}', '{"body": {"tenancyId": "{tenancy}"}}', now() - interval '1 hour');
