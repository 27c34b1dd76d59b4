-- Two users sign in with one e-mail, which is stored in two cases.
UPDATE "ContactChannel" SET value = 'Alice.Case@Example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
UPDATE "ContactChannel" SET value = 'alice.case@example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{neighbour}';
