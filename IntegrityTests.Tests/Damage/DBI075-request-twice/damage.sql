-- A tenancy waits twice to be copied.
DROP INDEX IF EXISTS "OutgoingRequest_deduplicationKey_pending_key";
INSERT INTO "OutgoingRequest" (id, "deduplicationKey", "qstashOptions")
VALUES ('{low}', 'sentinel-sync-key-{tenancy}', '{"body": {"tenancyId": "{tenancy}"}}'),
    ('{new}', 'sentinel-sync-key-{tenancy}', '{"body": {"tenancyId": "{tenancy}"}}');
