-- Two users sign in with one e-mail, which is stored in two cases.
-- Kind: identity
-- Source: stack-auth/stack-auth commit 2d9bdff9b; teamhanko/hanko#2193; langfuse/langfuse#393
UPDATE "ContactChannel" SET value = 'Alice.Case@Example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
UPDATE "ContactChannel" SET value = 'alice.case@example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{neighbour}';
