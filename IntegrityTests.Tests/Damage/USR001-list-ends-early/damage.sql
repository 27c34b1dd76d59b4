-- The list of 1001 users has no second page.
INSERT INTO "ProjectUser" ("tenancyId", "projectUserId", "mirroredProjectId", "mirroredBranchId", "createdAt", "updatedAt", "signedUpAt",
    "lastActiveAt", "isAnonymous", "requiresTotpMfa", "restrictedByAdmin", "signUpRiskScoreBot", "signUpRiskScoreFreeTrialAbuse")
SELECT '{tenancy}', format('cccccccc-0000-4000-8000-%s', lpad(number::text, 12, '0'))::uuid, '{project}', 'main', '2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01', true, false, false, 0, 0
FROM generate_series(1, 995) AS number;
