-- DBI053: the product snapshot of a purchase is a product
-- Severity: error.
-- Proves that each snapshot (`Subscription.product`, `OneTimePurchase.product`, `ProductVersion.productJson`) has a
-- name, a customer type, prices that are an object or `include-by-default`, and included items that are an object or
-- absent. Products that never were in the config, or no longer are, have all of these too.
-- A finding means that the page of the list of transactions that contains this purchase answers 500.
-- Decide: The platform's developers: the product as it was sold is in Stripe's metadata or in a backup.
-- Look into it:
--   SELECT "productId", product FROM "Subscription" WHERE id = 'SUBSCRIPTION';
SELECT t."projectId" AS project, p.kind || ':' || p.id AS subject,
    'has a snapshot that is not a product: ' || CASE
        WHEN jsonb_typeof(p.product) <> 'object' THEN 'it is a JSON ' || jsonb_typeof(p.product)
        WHEN jsonb_typeof(p.product -> 'displayName') IS DISTINCT FROM 'string' THEN 'displayName is not a string'
        WHEN (p.product ->> 'customerType') IS NULL OR p.product ->> 'customerType' NOT IN ('user', 'team', 'custom') THEN 'customerType is not user, team or custom'
        WHEN p.product -> 'includedItems' IS NOT NULL AND jsonb_typeof(p.product -> 'includedItems') <> 'object' THEN 'includedItems is not an object'
        ELSE 'prices is neither an object nor include-by-default'
    END AS detail
FROM (
    SELECT 'subscription' AS kind, id::text, "tenancyId", product FROM "Subscription"
    UNION ALL SELECT 'purchase', id::text, "tenancyId", product FROM "OneTimePurchase"
    UNION ALL SELECT 'product-version', "productVersionId", "tenancyId", "productJson" FROM "ProductVersion"
) p
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE jsonb_typeof(p.product) <> 'object'
    OR jsonb_typeof(p.product -> 'displayName') IS DISTINCT FROM 'string'
    OR (p.product ->> 'customerType') IS NULL OR p.product ->> 'customerType' NOT IN ('user', 'team', 'custom')
    OR p.product -> 'includedItems' IS NOT NULL AND jsonb_typeof(p.product -> 'includedItems') <> 'object'
    OR (jsonb_typeof(p.product -> 'prices') IS DISTINCT FROM 'object' AND p.product ->> 'prices' IS DISTINCT FROM 'include-by-default')
