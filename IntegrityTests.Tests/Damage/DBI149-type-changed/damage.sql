-- The address of a team's image has another type, as another tool's import makes it.
-- Kind: guard rail
ALTER TABLE "Team" ALTER COLUMN "profileImageUrl" TYPE varchar;
