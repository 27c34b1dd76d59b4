-- Two users sign in with one e-mail, which has an invisible character in one of them.
-- Kind: identity
UPDATE "ContactChannel" SET value = E'alice\u200b@example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
UPDATE "ContactChannel" SET value = 'alice@example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{neighbour}';
