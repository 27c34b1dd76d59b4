-- What the engine stores for each purchase, invoice, change and refund: the row as the platform's own tables have it, in another form.
-- A refund is one of the full quantity, as the platform's backfill makes it of a row that says when it was refunded.
SELECT 'subscriptions' AS "table", s."tenancyId", s.id::text AS "rowId", jsonb_build_object(
    'id', s.id, 'tenancyId', s."tenancyId", 'customerId', s."customerId", 'customerType', lower(s."customerType"::text),
    'productId', s."productId", 'priceId', s."priceId", 'product', s.product, 'quantity', s.quantity,
    'stripeSubscriptionId', s."stripeSubscriptionId", 'status', s.status,
    'currentPeriodStartMillis', (extract(epoch FROM s."currentPeriodStart") * 1000)::bigint,
    'currentPeriodEndMillis', (extract(epoch FROM s."currentPeriodEnd") * 1000)::bigint,
    'cancelAtPeriodEnd', s."cancelAtPeriodEnd",
    'canceledAtMillis', (extract(epoch FROM s."canceledAt") * 1000)::bigint,
    'endedAtMillis', (extract(epoch FROM s."endedAt") * 1000)::bigint,
    'refundedAtMillis', (extract(epoch FROM s."refundedAt") * 1000)::bigint,
    'creationSource', s."creationSource", 'createdAtMillis', (extract(epoch FROM s."createdAt") * 1000)::bigint) AS "rowData"
FROM "Subscription" s
UNION ALL
SELECT 'subscription-invoices', i."tenancyId", i.id::text, jsonb_build_object(
    'id', i.id, 'tenancyId', i."tenancyId", 'stripeSubscriptionId', i."stripeSubscriptionId", 'stripeInvoiceId', i."stripeInvoiceId",
    'isSubscriptionCreationInvoice', i."isSubscriptionCreationInvoice", 'status', i.status, 'amountTotal', i."amountTotal",
    'hostedInvoiceUrl', i."hostedInvoiceUrl", 'createdAtMillis', (extract(epoch FROM i."createdAt") * 1000)::bigint)
FROM "SubscriptionInvoice" i
UNION ALL
SELECT 'one-time-purchases', o."tenancyId", o.id::text, jsonb_build_object(
    'id', o.id, 'tenancyId', o."tenancyId", 'customerId', o."customerId", 'customerType', lower(o."customerType"::text),
    'productId', o."productId", 'priceId', o."priceId", 'product', o.product, 'quantity', o.quantity,
    'stripePaymentIntentId', o."stripePaymentIntentId",
    'revokedAtMillis', (extract(epoch FROM o."revokedAt") * 1000)::bigint,
    'refundedAtMillis', (extract(epoch FROM o."refundedAt") * 1000)::bigint,
    'creationSource', o."creationSource", 'createdAtMillis', (extract(epoch FROM o."createdAt") * 1000)::bigint)
FROM "OneTimePurchase" o
UNION ALL
SELECT 'manual-item-quantity-changes', c."tenancyId", c.id::text, jsonb_build_object(
    'id', c.id, 'tenancyId', c."tenancyId", 'customerId', c."customerId", 'customerType', lower(c."customerType"::text),
    'itemId', c."itemId", 'quantity', c.quantity, 'description', c.description,
    'expiresAtMillis', (extract(epoch FROM c."expiresAt") * 1000)::bigint,
    'createdAtMillis', (extract(epoch FROM c."createdAt") * 1000)::bigint)
FROM "ItemQuantityChange" c
UNION ALL
SELECT 'manual-transactions', r."tenancyId", 'refund:' || r.source || ':' || r.id, jsonb_build_object(
    'type', 'refund', 'txnId', r.id || ':refund', 'tenancyId', r."tenancyId", 'customerId', r."customerId",
    'customerType', r."customerType", 'paymentProvider', CASE r."creationSource" WHEN 'TEST_MODE' THEN 'test_mode' ELSE 'stripe' END,
    'effectiveAtMillis', r.millis, 'createdAtMillis', r.millis,
    'entries', jsonb_build_array(jsonb_build_object(
        'type', 'product-revocation', 'customerType', r."customerType", 'customerId', r."customerId", 'productId', r."productId",
        'productLineId', r.product -> 'productLineId', 'quantity', r.quantity,
        'adjustedTransactionId', r.prefix || r.id, 'adjustedEntryIndex', r.index)))
FROM (
    SELECT id::text, "tenancyId", "customerId", lower("customerType"::text) AS "customerType", "productId", product, quantity,
        "creationSource", (extract(epoch FROM "refundedAt") * 1000)::bigint AS millis, 'subscription' AS source, 'sub-start:' AS prefix,
        1 AS index
    FROM "Subscription" WHERE "refundedAt" IS NOT NULL
    UNION ALL
    SELECT id::text, "tenancyId", "customerId", lower("customerType"::text), "productId", product, quantity,
        "creationSource", (extract(epoch FROM "refundedAt") * 1000)::bigint, 'one-time-purchase', 'otp:', 0
    FROM "OneTimePurchase" WHERE "refundedAt" IS NOT NULL) r
