-- Damage 7 of the script: membership in a team that does not exist.
INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "updatedAt") VALUES ('{tenancy}', '{user}', '{nobody}', now());
