-- DBI111: the prices of snapshots are amounts of money
-- Severity: error.
-- Proves that each price of a snapshot (`Subscription.product`, `OneTimePurchase.product`, `ProductVersion.productJson`) has
-- amounts as the config's schema takes them: text of digits with at most two decimals, none for `JPY`, without sign and without
-- zeros in front; in at least one currency; with an interval of at least one day, week, month or year, if it has one. And that
-- the price by which somebody bought (`priceId`) is one of the snapshot.
-- A finding means that what was paid cannot be told: sums of money, refunds and renewals are wrong.
-- Decide: The project's owner: what was the price? The platform's developers then correct the snapshot.
-- Look into it:
--   SELECT "priceId", product -> 'prices' FROM "Subscription" WHERE id = 'SUBSCRIPTION';
WITH snapshot AS NOT MATERIALIZED (
    SELECT 'subscription:' || id AS subject, "tenancyId", "priceId", product -> 'prices' AS prices FROM "Subscription"
    UNION ALL SELECT 'purchase:' || id, "tenancyId", "priceId", product -> 'prices' FROM "OneTimePurchase"
    UNION ALL SELECT 'product-version:' || "productVersionId", "tenancyId", NULL, "productJson" -> 'prices' FROM "ProductVersion"
),
-- A product is bought many times.
prices AS MATERIALIZED (
    SELECT DISTINCT prices FROM snapshot WHERE jsonb_typeof(prices) = 'object'
),
wrong AS MATERIALIZED (
    SELECT s.prices, 'has a price that is no amount of money: ' || p.key || ' ' || CASE
            WHEN jsonb_typeof(p.value) <> 'object' THEN 'is a JSON ' || jsonb_typeof(p.value)
            WHEN a.wrong IS NOT NULL THEN 'in ' || a.wrong
            WHEN a.number = 0 THEN 'has no currency'
            ELSE 'has an interval of no length'
        END AS detail
    FROM prices s
    CROSS JOIN LATERAL jsonb_each(s.prices) p
    CROSS JOIN LATERAL (
        SELECT count(*) AS number, min(c.key) FILTER (WHERE jsonb_typeof(c.value) <> 'string'
            OR c.value #>> '{}' !~ CASE c.key WHEN 'JPY' THEN '^(0|[1-9][0-9]*)$' ELSE '^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$' END) AS wrong
        FROM jsonb_each(CASE jsonb_typeof(p.value) WHEN 'object' THEN p.value ELSE '{}' END) c
        WHERE c.key ~ '^[A-Z]{3}$' AND jsonb_typeof(c.value) <> 'null'
    ) a
    WHERE jsonb_typeof(p.value) <> 'object' OR a.wrong IS NOT NULL OR a.number = 0
        OR jsonb_typeof(p.value -> 'interval') NOT IN ('null', 'array')
        OR jsonb_typeof(p.value -> 'interval') = 'array' AND NOT (
            p.value #>> '{interval,0}' ~ '^[1-9][0-9]*$' AND coalesce(p.value #>> '{interval,1}', '') IN ('day', 'week', 'month', 'year'))
)
SELECT t."projectId" AS project, s.subject, w.detail
FROM wrong w
JOIN snapshot s ON s.prices = w.prices
LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
UNION ALL
SELECT t."projectId", s.subject, 'was bought by the price ' || s."priceId" || ', which its snapshot does not have'
FROM snapshot s
LEFT JOIN "Tenancy" t ON t.id = s."tenancyId"
WHERE s."priceId" IS NOT NULL AND jsonb_typeof(s.prices) = 'object' AND NOT s.prices ? s."priceId"
