-- A sign-in of the command line that waits holds an anonymous session, and a code hands over a session of its own user.
INSERT INTO "CliAuthAttempt" ("tenancyId", id, "pollingCode", "loginCode", "anonRefreshToken", "expiresAt", "updatedAt")
VALUES ('{tenancy}', gen_random_uuid(), left(md5('{new}q') || md5('{low}'), 45), left(md5('{new}m') || md5('{low}'), 45),
    left(md5('{new}') || md5('{low}'), 45), now(), now());
UPDATE "ProjectUserAuthorizationCode" SET "grantedRefreshTokenId" = '{new}' WHERE "authorizationCode" = '{new}';
