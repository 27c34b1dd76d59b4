-- A purchase can be made with a code of this project in another one.
-- Kind: reference
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "createdAt", "updatedAt", "expiresAt", "usedAt", data)
VALUES ('{project}', 'main', '{new}', 'PURCHASE_URL', left(md5('{new}') || md5('{low}'), 45), '2026-06-30', '2026-06-30', '2026-07-07', NULL, jsonb_build_object('tenancyId', (SELECT id FROM "Tenancy" WHERE "projectId" = '{other}'), 'customerId', 'somebody'));
