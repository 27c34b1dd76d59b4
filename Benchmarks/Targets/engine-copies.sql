-- $1: how often the recorded customers are multiplied.
CREATE TABLE template.copy AS
SELECT c.customer, lpad(to_hex(number), 12, '0') AS mark FROM template.customer c, generate_series(1, c.copies * $1) AS number;
ANALYZE template.copy;

INSERT INTO "ItemQuantityChange"
SELECT (jsonb_populate_record(NULL::"ItemQuantityChange", replace(row, '~~~~~~~~~~~~', mark)::jsonb)).*
FROM template.purchase JOIN template.copy USING (customer) WHERE "table" = 'ItemQuantityChange';
INSERT INTO "OneTimePurchase"
SELECT (jsonb_populate_record(NULL::"OneTimePurchase", replace(row, '~~~~~~~~~~~~', mark)::jsonb)).*
FROM template.purchase JOIN template.copy USING (customer) WHERE "table" = 'OneTimePurchase';
INSERT INTO "Subscription"
SELECT (jsonb_populate_record(NULL::"Subscription", replace(row, '~~~~~~~~~~~~', mark)::jsonb)).*
FROM template.purchase JOIN template.copy USING (customer) WHERE "table" = 'Subscription';
INSERT INTO "SubscriptionInvoice"
SELECT (jsonb_populate_record(NULL::"SubscriptionInvoice", replace(row, '~~~~~~~~~~~~', mark)::jsonb)).*
FROM template.purchase JOIN template.copy USING (customer) WHERE "table" = 'SubscriptionInvoice';
-- A group that is the jsonb null would come out as none.
INSERT INTO "BulldozerTimeFoldQueue" (
    "tableStoragePath", "groupKey", "rowIdentifier", "scheduledAt", "stateAfter", "rowData", "reducerSql", "createdAt", "updatedAt")
SELECT q."tableStoragePath", marked.row -> 'groupKey', q."rowIdentifier", q."scheduledAt", q."stateAfter", q."rowData", q."reducerSql",
    q."createdAt", q."updatedAt"
FROM template.queue JOIN template.copy USING (customer), LATERAL (SELECT replace(queue.row, '~~~~~~~~~~~~', mark)::jsonb AS row) AS marked,
    jsonb_populate_record(NULL::"BulldozerTimeFoldQueue", marked.row) AS q;
INSERT INTO "BulldozerStorageEngine" ("keyPath", value)
SELECT replace(path, '~~~~~~~~~~~~', mark)::jsonb[], replace(value, '~~~~~~~~~~~~', mark)::jsonb
FROM template.engine JOIN template.copy USING (customer);
DROP SCHEMA template CASCADE;
