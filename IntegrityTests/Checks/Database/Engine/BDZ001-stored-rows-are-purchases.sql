-- BDZ001: the engine has each purchase as the platform's own table has it
-- Severity: error.
-- Proves that each row of `Subscription`, `SubscriptionInvoice`, `OneTimePurchase` and `ItemQuantityChange` has one
-- stored row with equal content in the payments engine, and that the engine stores no other. The platform writes the
-- engine's row in a second transaction, which nothing repeats; a row that was written in the last two minutes may still
-- wait for it. The platform never removes a stored row: one of a tenancy that is gone is information, and so is one of a
-- project with a database of its own. Information, too, is a purchase that the platform cannot store: items that come
-- again at different intervals, some of which replace what was granted before, fall due at one moment.
-- A finding means that the customer is answered as if the purchase had not been made, or with its old state (missing or
-- stale), or has what nobody bought (extra). Nothing repairs it until the platform writes the purchase's own row again;
-- an extra row stays for good unless the engine is initialised anew.
-- Decide: The platform's developers: no row of the engine can be changed alone. Write the purchase to the engine again
-- by the platform's own code, and what follows from it is made anew.
-- Look into it:
--   SELECT value FROM "BulldozerStorageEngine" WHERE "keyPath" = ARRAY['"table"', '"external:payments-subscriptions"', '"storage"', '"rows"', '"SUBSCRIPTION"']::jsonb[];
--   SELECT * FROM "Subscription" WHERE id = 'SUBSCRIPTION';
WITH purchase AS NOT MATERIALIZED (
    SELECT 'payments-subscriptions' AS name, 'subscription' AS kind, id::text AS id, "tenancyId",
        lower("customerType"::text) || ':' || "customerId" AS customer, product, "createdAt",
        greatest("createdAt", "updatedAt", "refundedAt") AS written,
        jsonb_build_object(
            'id', id, 'tenancyId', "tenancyId", 'customerId', "customerId", 'customerType', lower("customerType"::text),
            'productId', "productId", 'priceId', "priceId", 'product', product, 'quantity', quantity,
            'stripeSubscriptionId', "stripeSubscriptionId", 'status', lower(status::text),
            'currentPeriodStartMillis', extract(epoch FROM "currentPeriodStart") * 1000,
            'currentPeriodEndMillis', extract(epoch FROM "currentPeriodEnd") * 1000,
            'cancelAtPeriodEnd', "cancelAtPeriodEnd", 'canceledAtMillis', extract(epoch FROM "canceledAt") * 1000,
            'endedAtMillis', extract(epoch FROM "endedAt") * 1000, 'refundedAtMillis', extract(epoch FROM "refundedAt") * 1000,
            'creationSource', "creationSource"::text, 'createdAtMillis', extract(epoch FROM "createdAt") * 1000) AS data
    FROM "Subscription"
    UNION ALL
    SELECT 'payments-subscription-invoices', 'invoice', id::text, "tenancyId", NULL, NULL, "createdAt", greatest("createdAt", "updatedAt"),
        jsonb_build_object(
            'id', id, 'tenancyId', "tenancyId", 'stripeSubscriptionId', "stripeSubscriptionId", 'stripeInvoiceId', "stripeInvoiceId",
            'isSubscriptionCreationInvoice', "isSubscriptionCreationInvoice", 'status', status, 'amountTotal', "amountTotal",
            'hostedInvoiceUrl', "hostedInvoiceUrl", 'createdAtMillis', extract(epoch FROM "createdAt") * 1000)
    FROM "SubscriptionInvoice"
    UNION ALL
    SELECT 'payments-one-time-purchases', 'purchase', id::text, "tenancyId", lower("customerType"::text) || ':' || "customerId", product,
        "createdAt", greatest("createdAt", "refundedAt"),
        jsonb_build_object(
            'id', id, 'tenancyId', "tenancyId", 'customerId', "customerId", 'customerType', lower("customerType"::text),
            'productId', "productId", 'priceId', "priceId", 'product', product, 'quantity', quantity,
            'stripePaymentIntentId', "stripePaymentIntentId", 'revokedAtMillis', extract(epoch FROM "revokedAt") * 1000,
            'refundedAtMillis', extract(epoch FROM "refundedAt") * 1000, 'creationSource', "creationSource"::text,
            'createdAtMillis', extract(epoch FROM "createdAt") * 1000)
    FROM "OneTimePurchase"
    UNION ALL
    SELECT 'payments-manual-item-quantity-changes', 'item-change', id::text, "tenancyId",
        lower("customerType"::text) || ':' || "customerId", NULL, "createdAt", "createdAt",
        jsonb_build_object(
            'id', id, 'tenancyId', "tenancyId", 'customerId', "customerId", 'customerType', lower("customerType"::text),
            'itemId', "itemId", 'quantity', quantity, 'description', description,
            'expiresAtMillis', extract(epoch FROM "expiresAt") * 1000, 'createdAtMillis', extract(epoch FROM "createdAt") * 1000)
    FROM "ItemQuantityChange"
),
stored AS NOT MATERIALIZED (
    SELECT substr(s."keyPath"[2] #>> '{}', 10) AS name, s."keyPath"[5] #>> '{}' AS id, coalesce(s.value -> 'rowData', 'null') AS data
    FROM "BulldozerStorageEngine" s
    WHERE s."keyPathParent" IN (
        ARRAY['"table"', '"external:payments-subscriptions"', '"storage"', '"rows"']::jsonb[],
        ARRAY['"table"', '"external:payments-subscription-invoices"', '"storage"', '"rows"']::jsonb[],
        ARRAY['"table"', '"external:payments-one-time-purchases"', '"storage"', '"rows"']::jsonb[],
        ARRAY['"table"', '"external:payments-manual-item-quantity-changes"', '"storage"', '"rows"']::jsonb[])
),
initialised AS MATERIALIZED (
    SELECT n.name, n.kind
    FROM (VALUES ('payments-subscriptions', 'subscription'), ('payments-subscription-invoices', 'invoice'),
        ('payments-one-time-purchases', 'purchase'), ('payments-manual-item-quantity-changes', 'item-change')) n (name, kind)
    JOIN "BulldozerStorageEngine" m
        ON m."keyPath" = ARRAY['"table"', to_jsonb('external:' || n.name), '"storage"', '"metadata"']::jsonb[]
),
different AS (
    SELECT coalesce(p.name, s.name) AS name, coalesce(p.id, s.id) AS id, p.data AS own, s.data AS stored, p.customer, p.product,
        p."createdAt", coalesce(p."tenancyId"::text, s.data ->> 'tenancyId') AS tenancy
    FROM purchase p
    FULL JOIN stored s ON s.name = p.name AND s.id = p.id
    WHERE p.data IS DISTINCT FROM s.data
        AND (p.written NOT BETWEEN (now() AT TIME ZONE 'UTC') - interval '2 minutes'
            AND (now() AT TIME ZONE 'UTC') + interval '2 minutes') IS NOT FALSE
),
away AS MATERIALIZED (
    SELECT DISTINCT o.project
    FROM (
        SELECT id AS project, "projectConfigOverride" AS config FROM "Project"
        UNION ALL SELECT "projectId", config FROM "BranchConfigOverride"
        UNION ALL SELECT "projectId", config FROM "EnvironmentConfigOverride"
    ) o
    WHERE coalesce(o.config ->> 'sourceOfTruth.type', o.config -> 'sourceOfTruth' ->> 'type') IN ('postgres', 'neon')
)
SELECT t."projectId" AS project, i.kind || ':' || d.id AS subject,
    coalesce('of ' || coalesce(d.customer, d.stored ->> 'customerType' || ':' || (d.stored ->> 'customerId')) || ' ', '')
    || CASE
        WHEN d.stored IS NULL THEN 'has no row in ' || d.name
        WHEN d.own IS NULL THEN 'is stored in ' || d.name || ', but not in the platform''s own table'
        ELSE 'is stored in ' || d.name || ' with other values of ' || (
            SELECT string_agg(k.key, ', ' ORDER BY k.key)
            FROM (
                SELECT coalesce(o.key, s.key) AS key
                FROM jsonb_each(d.own) o
                FULL JOIN jsonb_each(CASE jsonb_typeof(d.stored) WHEN 'object' THEN d.stored ELSE '{}' END) s ON s.key = o.key
                WHERE o.value IS DISTINCT FROM s.value
            ) k)
    END AS detail,
    CASE
        WHEN d.own IS NULL AND t.id IS NULL THEN 'its tenancy is gone'
        WHEN d.own IS NULL AND a.project IS NOT NULL THEN 'its project has a database of its own'
        WHEN d.own IS NOT NULL AND unable.id IS NOT NULL THEN 'the platform cannot store a purchase whose items fall due together'
    END AS cause
FROM different d
JOIN initialised i ON i.name = d.name
LEFT JOIN "Tenancy" t ON t.id = CASE
    WHEN d.tenancy ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' THEN (d.tenancy)::uuid END
LEFT JOIN away a ON a.project = t."projectId"
LEFT JOIN LATERAL (
    SELECT d.id
    FROM (SELECT CASE jsonb_typeof(d.product -> 'includedItems') WHEN 'object' THEN d.product -> 'includedItems' END AS all) items
    CROSS JOIN jsonb_each(items.all) replaced
    CROSS JOIN jsonb_each(items.all) kept
    CROSS JOIN LATERAL (
        SELECT CASE WHEN jsonb_typeof(replaced.value #> '{repeat,0}') = 'number' THEN (replaced.value #>> '{repeat,0}')::numeric END
                * (l.millis ->> (replaced.value #>> '{repeat,1}'))::numeric AS replaced,
            CASE WHEN jsonb_typeof(kept.value #> '{repeat,0}') = 'number' THEN (kept.value #>> '{repeat,0}')::numeric END
                * (l.millis ->> (kept.value #>> '{repeat,1}'))::numeric AS kept
        FROM (SELECT '{"day": 86400000, "week": 604800000, "month": 2592000000, "year": 31536000000}'::jsonb AS millis) l
    ) every
    WHERE replaced.value ->> 'expires' = 'when-repeated' AND kept.value ->> 'expires' IS DISTINCT FROM 'when-repeated'
        AND every.replaced > 0 AND every.kept > 0 AND every.replaced <> every.kept
        AND d."createdAt" + lcm(every.replaced, every.kept) / 1000 * interval '1 second'
            <= (SELECT "lastProcessedAt" AT TIME ZONE 'UTC' FROM "BulldozerTimeFoldMetadata" WHERE key = 'singleton')
    LIMIT 1
) unable ON d.own IS NOT NULL
