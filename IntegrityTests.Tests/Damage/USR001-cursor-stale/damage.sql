-- The next page of users begins at one who does not exist, of 1001 users.
INSERT INTO "ProjectUser" ("tenancyId", "projectUserId", "mirroredProjectId", "mirroredBranchId", "createdAt", "updatedAt", "signedUpAt",
    "lastActiveAt", "isAnonymous", "requiresTotpMfa", "restrictedByAdmin", "signUpRiskScoreBot", "signUpRiskScoreFreeTrialAbuse")
SELECT '{tenancy}', format('cccccccc-0000-4000-8000-%s', lpad(number::text, 12, '0'))::uuid, '{project}', 'main', '2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01', true, false, false, 0, 0
FROM generate_series(1, 995) AS number;
