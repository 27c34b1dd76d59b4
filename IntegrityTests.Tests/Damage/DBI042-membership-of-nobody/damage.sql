-- Damage 9 of the script: membership of a user that does not exist.
INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "updatedAt") VALUES ('{tenancy}', '{nobody}', '{team}', now());
