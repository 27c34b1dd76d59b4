INSERT INTO "Team" ("tenancyId", "teamId", "mirroredProjectId", "mirroredBranchId", "displayName", "createdAt", "updatedAt", "sequenceId",
    "shouldUpdateSequenceId")
VALUES ('{tenancy}', '{new}', '{project}', 'main', 'Shared', '2026-06-01', '2026-06-01', {sequence}, false);
