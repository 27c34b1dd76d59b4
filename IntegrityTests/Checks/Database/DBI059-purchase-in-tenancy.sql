-- DBI059: purchases belong to tenancies that exist
-- Severity: error.
-- Proves that each subscription, one-time purchase, item quantity change, invoice and product version belongs to a
-- tenancy that exists. No foreign key requires this.
-- A finding means that a tenancy was lost while its purchases stayed. Reported once per tenancy; not reported are those
-- with users or teams, which DBI003 reports. If every project has a tenancy, it is information: none can have lost
-- this one, so that it was deleted with its project.
-- Decide: Whoever keeps the backups: bring the tenancy back. Purchases are accounts of money and stay.
-- Look into it:
--   SELECT count(*) FROM "Subscription" WHERE "tenancyId" = 'TENANCY';
SELECT NULL AS project, 'tenancy:' || r.id AS subject,
    'does not exist, but there are rows of it in ' || string_agg(r.place, ', ' ORDER BY r.place) AS detail,
    CASE
        WHEN NOT EXISTS (SELECT FROM "Project" o WHERE NOT EXISTS (SELECT FROM "Tenancy" t WHERE t."projectId" = o.id))
        THEN 'its project was deleted'
    END AS cause
FROM (
    SELECT DISTINCT "tenancyId" AS id, 'Subscription' AS place FROM "Subscription"
    UNION ALL SELECT DISTINCT "tenancyId", 'OneTimePurchase' FROM "OneTimePurchase"
    UNION ALL SELECT DISTINCT "tenancyId", 'ItemQuantityChange' FROM "ItemQuantityChange"
    UNION ALL SELECT DISTINCT "tenancyId", 'SubscriptionInvoice' FROM "SubscriptionInvoice"
    UNION ALL SELECT DISTINCT "tenancyId", 'ProductVersion' FROM "ProductVersion"
) r
WHERE NOT EXISTS (SELECT FROM "Tenancy" t WHERE t.id = r.id)
    AND NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r.id)
    AND NOT EXISTS (SELECT FROM "Team" m WHERE m."tenancyId" = r.id)
GROUP BY r.id
