-- An anonymous user has neither contact channel nor auth method.
INSERT INTO "ProjectUser" ("tenancyId", "projectUserId", "mirroredProjectId", "mirroredBranchId", "signedUpAt", "updatedAt", "isAnonymous")
VALUES ('{tenancy}', '{new}', '{project}', 'main', '2026-01-01', now(), true);
