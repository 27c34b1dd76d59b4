-- An invoice of Stripe is stored in two projects.
-- Kind: reference
INSERT INTO "SubscriptionInvoice" (id, "tenancyId", "stripeSubscriptionId", "stripeInvoiceId", "isSubscriptionCreationInvoice", "createdAt", "updatedAt")
SELECT CASE t."projectId" WHEN 'internal' THEN '{low}'::uuid ELSE '{new}' END, t.id, 'sub_shared', 'in_shared', true, '2026-06-10', '2026-06-10'
FROM "Tenancy" t WHERE t."projectId" IN ('internal', '{other}');
