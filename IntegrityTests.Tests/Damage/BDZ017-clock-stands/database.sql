-- The clock of the engine stands, while the servers go on writing.
UPDATE "BulldozerTimeFoldMetadata" SET "lastProcessedAt" = '2026-06-30 11:00Z';
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt")
SELECT "tenancyId", '{new}', "projectUserId", repeat('k', 45), '2026-06-30 11:30', '2026-06-30 11:30' FROM "ProjectUser" LIMIT 1;
