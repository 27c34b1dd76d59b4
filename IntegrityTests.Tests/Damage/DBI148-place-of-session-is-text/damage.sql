-- The place of the last use of a session is a text, and the list of sessions cannot be read.
-- Kind: rule of the code
-- Source: stack-auth/stack-auth commit d9412902c
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt", "lastActiveAt", "lastActiveAtIpInfo")
VALUES ('{tenancy}', '{new}', '{user}', left(md5('{new}') || md5('{low}'), 45), '2026-01-01', '2026-01-01', '2026-01-01', '"127.0.0.1"');
