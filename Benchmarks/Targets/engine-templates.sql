-- What is multiplied: all rows of each customer of the recording, in the platform's own tables and in the engine's, as text in which
-- '~~~~~~~~~~~~' stands where the copies differ. An id keeps its first 24 characters, so that copies sort as the recorded rows do.
CREATE SCHEMA template;

CREATE TABLE template.source AS
SELECT 'ItemQuantityChange' AS "table", "tenancyId" || '/' || "customerId" AS customer, id::text, NULL::text AS stripe, to_jsonb(c)::text AS row
FROM "ItemQuantityChange" c
UNION ALL SELECT 'OneTimePurchase', "tenancyId" || '/' || "customerId", id::text, "stripePaymentIntentId", to_jsonb(o)::text
FROM "OneTimePurchase" o
UNION ALL SELECT 'Subscription', "tenancyId" || '/' || "customerId", id::text, "stripeSubscriptionId", to_jsonb(s)::text
FROM "Subscription" s
UNION ALL SELECT 'SubscriptionInvoice', s."tenancyId" || '/' || s."customerId", i.id::text, i."stripeInvoiceId", to_jsonb(i)::text
FROM "SubscriptionInvoice" i
JOIN "Subscription" s ON s."tenancyId" = i."tenancyId" AND s."stripeSubscriptionId" = i."stripeSubscriptionId";

-- Most of what customers of a real deployment do is to use items.
CREATE TABLE template.customer AS
SELECT customer, count(*) AS rows,
    CASE WHEN bool_and("table" = 'ItemQuantityChange') AND count(*) > 1 THEN 60 ELSE 1 END AS copies,
    '(' || string_agg(left(id, 24), '|') || ')[0-9a-f]{12}' AS ids,
    '(' || coalesce(string_agg(stripe, '|'), 'nothing of Stripe') || ')' AS stripe,
    '(customerId[\\"]+: [\\"]+)' || split_part(customer, '/', 2) || '([\\"])' AS id,
    '\1' || left(md5(customer)::uuid::text, 24) || '~~~~~~~~~~~~\2' AS new
FROM template.source
WHERE customer ~ '^[0-9A-Za-z/-]+$'
GROUP BY customer
-- Not the custom customer with the id of a user.
HAVING count(DISTINCT row::jsonb ->> 'customerType') <= 1;

-- A copy is a custom customer: a user or team would have to exist.
CREATE FUNCTION template.marked(text text, c template.customer) RETURNS text IMMUTABLE LANGUAGE sql RETURN
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(text,
        c.ids, '\1~~~~~~~~~~~~', 'g'), c.stripe, '\1~~~~~~~~~~~~', 'g'), c.id, c.new, 'g'),
        '(customerType[\\"]+: [\\"]+)(user|team)', '\1custom', 'g'), '(customerType": ")(USER|TEAM)', '\1CUSTOM', 'g');

CREATE TABLE template.purchase AS
SELECT c.customer, s."table", template.marked(s.row, c) AS row FROM template.source s JOIN template.customer c USING (customer);

-- Whose a row is tells an id in it, or the customer.
CREATE TABLE template.engine AS
WITH engine AS MATERIALIZED (
    SELECT id, "keyPath"::text AS path, value::text AS value FROM "BulldozerStorageEngine"
),
named AS (
    SELECT e.id, s.customer
    FROM engine e, regexp_matches(path || value, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') AS found
    JOIN template.source s ON s.id = found[1]
    UNION SELECT e.id, found[1] || '/' || found[2]
    FROM engine e,
        regexp_matches(path || value, 'tenancyId[\\"]+: [\\"]+([0-9a-f-]{36})[\\"]+, [\\"]+customerId[\\"]+: [\\"]+([^\\"]+)[\\"]', 'g') AS found
)
SELECT c.customer, template.marked(e.path, c) AS path, template.marked(e.value, c) AS value
FROM named JOIN engine e USING (id) JOIN template.customer c USING (customer);

CREATE TABLE template.queue AS
SELECT c.customer, template.marked((to_jsonb(q) - 'id')::text, c) AS row
FROM "BulldozerTimeFoldQueue" q JOIN template.source s ON s.id = q."rowIdentifier" JOIN template.customer c USING (customer);

ANALYZE;
