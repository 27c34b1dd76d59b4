-- DBI102: the customers of purchases are written as their ids are
-- Severity: error.
-- Proves that `customerId` of each purchase of a user or team is an id as PostgreSQL writes it: lower case, with hyphens,
-- without white space. The column is text, and the platform compares it as text; its calls take no other form. A custom
-- customer may have any id.
-- A finding means that the platform does not find the purchase of this user or team: a balance or a product is missing.
-- Decide: The platform's developers: correct the id in the row and in what the payments engine has of it.
-- Look into it:
--   SELECT "customerType", "customerId", "itemId", quantity FROM "ItemQuantityChange" WHERE id = 'CHANGE';
SELECT t."projectId" AS project, p.kind || ':' || p.id AS subject,
    CASE
        WHEN lower(regexp_replace(p."customerId", '[^0-9A-Fa-f-]', '', 'g')) ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
            OR lower(regexp_replace(p."customerId", '[^0-9A-Fa-f]', '', 'g')) ~ '^[0-9a-f]{32}$'
            THEN 'is of ' || lower(p."customerType"::text) || ':' || lower(btrim(p."customerId")) || ', whose id is written in another form'
        ELSE 'has customer type ' || p."customerType" || ', but a customer id that is none of a user or team'
    END AS detail
FROM (
    SELECT 'subscription' AS kind, id, "tenancyId", "customerType", "customerId" FROM "Subscription"
    UNION ALL SELECT 'purchase', id, "tenancyId", "customerType", "customerId" FROM "OneTimePurchase"
    UNION ALL SELECT 'item-change', id, "tenancyId", "customerType", "customerId" FROM "ItemQuantityChange"
) p
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE p."customerType" IN ('USER', 'TEAM') AND p."customerId" !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
