-- Metadata has numbers that a double cannot hold.
UPDATE "ProjectUser" SET "serverMetadata" = '{"big": 9007199254740993, "dec": 1.10, "tiny": 0.1000000000000000055511151231257827}' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
UPDATE "Team" SET "serverMetadata" = '{"big": 9007199254740993}' WHERE "tenancyId" = '{tenancy}';
