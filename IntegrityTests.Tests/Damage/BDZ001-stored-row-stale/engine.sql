UPDATE "OneTimePurchase" SET "stripePaymentIntentId" = 'pi_{new}' WHERE id = '{new}';
