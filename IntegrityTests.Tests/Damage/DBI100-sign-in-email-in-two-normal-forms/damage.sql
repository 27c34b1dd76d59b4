-- Two users sign in with one e-mail: one has an accented letter as one character, the other as two.
-- Kind: identity
UPDATE "ContactChannel" SET value = E'ren\u00e9@example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
UPDATE "ContactChannel" SET value = E'rene\u0301@example.com' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{neighbour}';
