-- An invoice is left behind by a subscription that was lost.
INSERT INTO "SubscriptionInvoice" (id, "tenancyId", "stripeSubscriptionId", "stripeInvoiceId", "isSubscriptionCreationInvoice", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'sub_{nobody}', 'in_{new}', true, '2026-01-01', now());
