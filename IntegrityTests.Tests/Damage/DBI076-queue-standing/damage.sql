-- A request to copy a tenancy waits while newer ones are made.
-- Kind: sequence
INSERT INTO "OutgoingRequest" (id, "deduplicationKey", "qstashOptions", "createdAt")
VALUES ('{new}', 'sentinel-sync-key-{tenancy}', '{"body": {"tenancyId": "{tenancy}"}}', now() - interval '1 hour'),
    ('{low}', 'sentinel-sync-key-{nobody}', '{"body": {"tenancyId": "{nobody}"}}', now());
