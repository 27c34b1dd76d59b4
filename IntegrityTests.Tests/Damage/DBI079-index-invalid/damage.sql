-- The build of a unique index was interrupted, and another one was built again without being unique.
-- Kind: guard rail
UPDATE pg_index SET indisvalid = false WHERE indexrelid = '"SubscriptionInvoice_tenancyId_stripeInvoiceId_key"'::regclass;
DROP INDEX "ApiKeySet_publishableClientKey_key";
CREATE INDEX "ApiKeySet_publishableClientKey_key" ON "ApiKeySet" ("publishableClientKey");
