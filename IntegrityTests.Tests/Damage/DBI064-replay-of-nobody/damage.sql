-- A session replay is left behind by a user who was lost.
INSERT INTO "SessionReplay" (id, "tenancyId", "projectUserId", "refreshTokenId", "startedAt", "lastEventAt", "updatedAt")
VALUES ('{new}', '{tenancy}', '{nobody}', '{new}', now(), now(), now());
