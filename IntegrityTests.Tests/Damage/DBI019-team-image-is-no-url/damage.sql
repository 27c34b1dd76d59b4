-- The profile image of a team is no URL.
INSERT INTO "Team" ("tenancyId", "teamId", "displayName", "profileImageUrl", "mirroredProjectId", "mirroredBranchId", "updatedAt")
VALUES ('{tenancy}', '{new}', 'Nobody is in it', 'no url', '{project}', 'main', now());
