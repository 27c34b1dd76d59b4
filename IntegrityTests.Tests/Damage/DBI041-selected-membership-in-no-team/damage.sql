-- Damage 8 of the script: the same, selected.
INSERT INTO "TeamMember" ("tenancyId", "projectUserId", "teamId", "isSelected", "updatedAt")
VALUES ('{tenancy}', '{user}', '{nobody}', 'TRUE', now());
