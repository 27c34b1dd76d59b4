-- The profile image of a team is no URL.
UPDATE "Team" SET "profileImageUrl" = 'no url' WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}';
