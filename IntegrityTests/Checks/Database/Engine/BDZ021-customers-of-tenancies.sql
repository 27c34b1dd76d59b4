-- BDZ021: the payments engine's customers are of tenancies that exist
-- Severity: error.
-- Proves that the groups of the payments engine belong to a tenancy that exists, and to a user, a team or a custom
-- customer.
-- A finding means that a tenancy was lost, or that rows were put under a key that no answer is made of. Reported once per
-- tenancy, and not where the platform's own tables have rows of it (DBI003, DBI059). No deletion removes anything from the
-- engine: if every project has a tenancy, none can have lost this one, so that it was deleted with its project, which is
-- information.
-- Look into it:
--   SELECT "keyPath" FROM "BulldozerStorageEngine" WHERE "keyPath"[5] ->> 'tenancyId' = 'TENANCY' AND cardinality("keyPath") = 5;
WITH customer AS (
    SELECT DISTINCT g.key
    FROM (VALUES
        ('payments-subscriptions-by-customer'),
        ('payments-subscriptions-sorted'),
        ('payments-subscription-map-by-customer'),
        ('payments-transactions-by-customer'),
        ('payments-product-entries-sorted'),
        ('payments-owned-products'),
        ('payments-changes-sorted-for-ledger'),
        ('payments-item-quantities')
    ) n (name)
    CROSS JOIN LATERAL (
        -- By the index on parents: groups, and not their rows.
        SELECT s."keyPath"[5] AS key FROM "BulldozerStorageEngine" s
        WHERE s."keyPathParent" = ARRAY['"table"', to_jsonb('external:' || n.name), '"storage"', '"groups"']::jsonb[]
        OFFSET 0
    ) g
), lost AS (
    SELECT c.key ->> 'tenancyId' AS id, count(*) AS customers
    FROM customer c
    LEFT JOIN "Tenancy" t ON t.id::text = c.key ->> 'tenancyId'
    WHERE t.id IS NULL
    GROUP BY c.key ->> 'tenancyId'
), named AS (
    -- Few of each table: no list of all rows is searched for each customer.
    SELECT DISTINCT "tenancyId" FROM "ProjectUser"
    UNION ALL SELECT DISTINCT "tenancyId" FROM "Team"
    UNION ALL SELECT DISTINCT "tenancyId" FROM "Subscription"
    UNION ALL SELECT DISTINCT "tenancyId" FROM "OneTimePurchase"
    UNION ALL SELECT DISTINCT "tenancyId" FROM "ItemQuantityChange"
    UNION ALL SELECT DISTINCT "tenancyId" FROM "SubscriptionInvoice"
)
SELECT NULL AS project, 'tenancy:' || coalesce(l.id, '(none)') AS subject,
    'does not exist, but ' || l.customers || ' customers in the payments engine are of it' AS detail,
    CASE WHEN NOT EXISTS (SELECT FROM "Project" o WHERE NOT EXISTS (SELECT FROM "Tenancy" t WHERE t."projectId" = o.id))
        THEN 'its project was deleted' END AS cause
FROM lost l
WHERE NOT EXISTS (SELECT FROM named n WHERE n."tenancyId"::text = l.id)
UNION ALL
SELECT t."projectId", 'tenancy:' || t.id, count(*) || ' customers in the payments engine have no type that a customer can have', NULL
FROM customer c
JOIN "Tenancy" t ON t.id::text = c.key ->> 'tenancyId'
WHERE coalesce(c.key ->> 'customerType', '') NOT IN ('user', 'team', 'custom')
GROUP BY t.id, t."projectId"
