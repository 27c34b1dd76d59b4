-- A contact channel of the project is of a user of another one.
-- Kind: reference
INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "createdAt", "updatedAt")
VALUES ('{tenancy}', (SELECT "projectUserId" FROM "ProjectUser" WHERE "mirroredProjectId" = '{other}' ORDER BY 1 LIMIT 1), '{new}', 'EMAIL', true, 'moved@example.com', '2026-01-01', '2026-01-01');
