-- An anonymous user was added.
INSERT INTO "ProjectUser" ("tenancyId", "projectUserId", "mirroredProjectId", "mirroredBranchId", "createdAt", "updatedAt", "signedUpAt",
    "lastActiveAt", "isAnonymous", "requiresTotpMfa", "restrictedByAdmin", "signUpRiskScoreBot", "signUpRiskScoreFreeTrialAbuse")
SELECT '{tenancy}', '{new}', '{project}', 'main', '2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01', true, false, false, 0, 0;
