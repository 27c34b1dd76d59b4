-- A session was used last from a place of which not all is known.
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "createdAt", "updatedAt", "lastActiveAt", "lastActiveAtIpInfo")
VALUES ('{tenancy}', '{new}', '{user}', left(md5('{new}') || md5('{low}'), 45), '2026-01-01', '2026-01-01', '2026-01-01', '{"ip": "127.0.0.1", "cityName": "Toronto", "latitude": 43.6532, "longitude": null, "isTrusted": false, "countryCode": "CA"}');
