-- Two projects have the same Stripe account.
-- Kind: reference
UPDATE "Project" SET "stripeAccountId" = 'acct_shared' WHERE id IN ('{other}', 'internal');
